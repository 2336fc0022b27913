import { maxPayloadBytes } from '@etapiste/protocol';
import { z } from 'zod';

/** What a payload turned out to be, and what of it could not be read; nothing of its contents, which may be anything. */
export interface Words<T> {
  readonly value?: T;
  readonly problem?: string;
}

/** What a device reports on `<base>/<name>` (facts/hardware.md §3.1). Everything else that it says is not ours. */
const deviceReport = z.object({
  /** Empty in older versions, when the button is let go. */
  action: z.string().nullish(),
  occupancy: z.boolean().optional(),
  /** Sensors with radar call it so. */
  presence: z.boolean().optional(),
  battery: z.number().min(0).max(100).nullish(),
  battery_low: z.boolean().nullish(),
  linkquality: z.number().min(0).max(255).nullish(),
  /** Only where `advanced.last_seen` is configured: ISO 8601, or milliseconds since 1970. */
  last_seen: z
    .union([z.string(), z.number()])
    .transform((text) => new Date(text))
    .refine((date) => !Number.isNaN(date.getTime()))
    .nullish(),
});

/** What is left out was not said, or could not be read. */
export type DeviceReport = {
  readonly [Key in keyof z.infer<typeof deviceReport>]?: NonNullable<z.infer<typeof deviceReport>[Key]>;
};

/** One device on `<base>/bridge/devices`. */
const deviceEntry = z.object({
  friendly_name: z.string(),
  disabled: z.boolean().default(false),
  supported: z.boolean().default(true),
  interview_state: z.string().optional(),
});
export type DeviceEntry = z.infer<typeof deviceEntry>;

/** Lists every device of the network with all that it can do: some 10 KB each. */
const largestList = 4 * 1024 * 1024;

/** Field by field: a battery that says nonsense must not silence the press beside it. */
export function readReport(bytes: Buffer): Words<DeviceReport> {
  const json = parse(bytes, maxPayloadBytes);
  if (json === undefined || typeof json !== 'object' || json === null || Array.isArray(json))
    return { problem: 'not a JSON object' };
  const fields = Object.entries(deviceReport.shape).map(([key, schema]) => ({
    key,
    ...schema.safeParse((json as Record<string, unknown>)[key]),
  }));
  const value = Object.fromEntries(
    fields.filter(({ data }) => data !== undefined && data !== null).map(({ key, data }) => [key, data]),
  );
  const unread = fields.filter(({ success }) => !success).map(({ key }) => key);
  return { value, ...(unread.length > 0 && { problem: `cannot read ${unread.join(', ')}` }) };
}

/** `<base>/bridge/state` and `<base>/<name>/availability`: JSON today, a bare word in older versions. */
export function readOnline(bytes: Buffer): Words<boolean> {
  const json = parse(bytes, maxPayloadBytes);
  const word = bytes.length < 20 ? bytes.toString() : undefined;
  const known = z.object({ state: z.enum(['online', 'offline']) }).safeParse(json ?? { state: word });
  return known.success ? { value: known.data.state === 'online' } : { problem: 'neither online nor offline' };
}

/** By friendly name. */
export function readDevices(bytes: Buffer): Words<ReadonlyMap<string, DeviceEntry>> {
  const list = z.array(deviceEntry).safeParse(parse(bytes, largestList));
  if (!list.success) return { problem: 'not a list of devices' };
  return { value: new Map(list.data.map((entry) => [entry.friendly_name, entry])) };
}

function parse(bytes: Buffer, most: number): unknown {
  if (bytes.length > most) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
