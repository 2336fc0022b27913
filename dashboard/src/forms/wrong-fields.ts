import type { z } from 'zod';
import { msg } from '../i18n/index.js';

/** What is wrong in which field, by its path: `name.sv` is missing. */
export type WrongFields = ReadonlyMap<string, string>;
export const noneWrong: WrongFields = new Map();

/** Which fields the hub would refuse, told before it is asked; by the very schema by which it reads. */
export function wrongFields(schema: z.ZodType, typed: unknown): WrongFields {
  const { error } = schema.safeParse(typed);
  return new Map((error?.issues ?? []).map((issue) => [issue.path.join('.'), wordsOf(issue, valueAt(typed, issue.path))]));
}

function wordsOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === '' || value === null || value === undefined) return msg('Täytä tämä.');
  if (Array.isArray(value) && value.length === 0) return msg('Valitse vähintään yksi.');
  if (issue.code === 'too_small') return msg('Liian vähän.');
  if (issue.code === 'too_big') return msg('Liian paljon.');
  return msg('Tarkista tämä: muoto ei kelpaa.');
}

const valueAt = (thing: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined), thing);
