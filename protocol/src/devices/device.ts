import { z } from 'zod';
import { id, instant, slug } from '../wire/index.js';
import { documentCameraState } from '../meetings/document-camera.js';
import { presenceState } from './presence.js';

/** One button, sensor or lamp as its driver knows it. What a part cannot tell is left out. */
export const partHealth = z.object({
  kind: z.enum(['call-button', 'occupancy-sensor', 'lamp']),
  /** As a maintainer finds it: a pin of a board, or the name of a wireless device. */
  name: z.string(),
  state: z.enum(['ok', 'fault']),
  detail: z.string().max(500).optional(),
  /** Percent of the battery of a wireless part. */
  battery: z.number().min(0).max(100).optional(),
  /** Whether the battery should be changed: its device says so, or few percent are left. Left out when not. */
  isBatteryLow: z.boolean().optional(),
  /** Of the radio's line, 0–255, as Zigbee counts it. */
  linkQuality: z.number().min(0).max(255).optional(),
  /** Since the part was last heard of. */
  silentSeconds: z.number().nonnegative().optional(),
});
export type PartHealth = z.infer<typeof partHealth>;

/** How one hardware driver is, in its own words. */
export const driverHealth = z.object({
  name: z.string(),
  state: z.enum(['ok', 'fault', 'simulated']),
  /** What it found and chose, or why it does not work: one clear sentence. */
  detail: z.string().max(500).optional(),
  parts: z.array(partHealth),
});
export type DriverHealth = z.infer<typeof driverHealth>;

/** What makes a Raspberry Pi slow, as its firmware tells: too little voltage, or too much heat. */
export const throttle = z.enum(['under-voltage', 'frequency-capped', 'throttled', 'soft-temperature-limit']);
export type Throttle = z.infer<typeof throttle>;

/** The machine that a controller runs on. */
export const machineHealth = z.object({
  /** As the board calls itself; null where it does not. */
  board: z.string().nullable(),
  kernel: z.string(),
  uptimeSeconds: z.number().nonnegative(),
  memoryTotalMb: z.number().nonnegative(),
  /** What a program could still get. */
  memoryFreeMb: z.number().nonnegative(),
  /** Null where the board cannot tell. */
  throttling: z.object({ now: z.array(throttle), sinceBoot: z.array(throttle) }).nullable(),
});
export type MachineHealth = z.infer<typeof machineHealth>;

/** What a controller knows about itself. */
export const health = z.object({
  uptimeSeconds: z.number().nonnegative(),
  /** Degrees Celsius; null where the board has no sensor. */
  cpuTemperature: z.number().nullable(),
  memoryUsedMb: z.number().nonnegative(),
  diskFreeMb: z.number().nonnegative().nullable(),
  /** Whether the kernel says that the clock is synchronised; null when it cannot be asked. */
  clockSynced: z.boolean().nullable(),
  /** An older controller does not tell. */
  machine: machineHealth.optional(),
  versions: z.object({ controller: z.string(), node: z.string(), os: z.string() }),
  drivers: z.array(driverHealth),
  /** Serial number of the certificate by which it is connected; a room of the demo has none. */
  certificate: z.string().max(64).optional(),
  /** Presses that wait for the hub's answer. */
  outboxLength: z.int().nonnegative(),
});
export type Health = z.infer<typeof health>;

/** What a maintainer may ask a controller to do. */
export const commandName = z.enum(['identify']);
export type CommandName = z.infer<typeof commandName>;

/** How a command ended. `timed-out` is said by the hub: never silence (DESIGN §4). */
export const commandOutcome = z.enum(['done', 'failed', 'timed-out']);
export type CommandOutcome = z.infer<typeof commandOutcome>;

/** Something that happened to a device. Never says anything about a customer. */
export const deviceEvent = z.object({
  id,
  at: instant,
  what: z.enum([
    'online',
    'stopped',
    'lost',
    'restarted',
    'command-sent',
    'command-done',
    'command-failed',
    'command-timed-out',
    'fault-opened',
    'fault-closed',
  ]),
  detail: z.string().nullable(),
});
export type DeviceEvent = z.infer<typeof deviceEvent>;

/** A room's controller as the maintainer sees it. */
export const device = z.object({
  /** One controller a room: the room's id. */
  id: slug,
  version: z.int().nonnegative(),
  presence: z.object({ state: presenceState.or(z.literal('never-seen')), since: instant.nullable() }),
  bootId: id.nullable(),
  health: health.nullable(),
  healthAt: instant.nullable(),
  documentCamera: documentCameraState.or(z.literal('unknown')),
  /** The newest first, at most 20. */
  events: z.array(deviceEvent),
});
export type Device = z.infer<typeof device>;
