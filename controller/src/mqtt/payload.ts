import { maxPayloadBytes } from '@etapiste/protocol';
import type { z } from 'zod';

/** What a payload turned out to be: good, or why it was dropped. Never throws, whatever the bytes are. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Checks size, UTF-8, JSON and schema of one payload (DESIGN §4). */
export function readPayload<Schema extends z.ZodType>(schema: Schema, bytes: Uint8Array): Read<z.infer<Schema>> {
  if (bytes.byteLength > maxPayloadBytes) return { problem: `larger than ${maxPayloadBytes} bytes` };
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(bytes));
  } catch {
    return { problem: 'not JSON in UTF-8' };
  }
  const checked = schema.safeParse(json);
  if (checked.success) return { value: checked.data };
  const [issue] = checked.error.issues;
  return { problem: `${issue?.path.join('.') || 'payload'}: ${issue?.message}` };
}
