import { z } from 'zod';
import { bookingDay } from '../bookings/live.js';
import { call } from '../calls/call.js';
import { shift } from '../calls/shift.js';
import { device } from '../devices/device.js';
import { shownPoint } from '../points/point.js';
import { room } from '../rooms/room.js';
import { id, instant } from '../wire/index.js';

/** The hub itself, as pages see it. */
export const hub = z.object({
  id: z.literal('hub'),
  version: z.int().nonnegative(),
  bootId: id,
  /** Whether the media server answers. Without it everything but video works. */
  isVideoAvailable: z.boolean(),
  /** Whether this is the demo: invented people, mail to the local outbox page. */
  isDemo: z.boolean(),
});
export type Hub = z.infer<typeof hub>;

/** What can change under a page's eyes, and its shape. */
export const liveKinds = {
  hub,
  points: shownPoint.extend({ version: z.int().nonnegative() }),
  rooms: room,
  calls: call,
  devices: device,
  shifts: shift,
  'booking-days': bookingDay,
} as const;
export type LiveKind = keyof typeof liveKinds;
export type LiveValue<Kind extends LiveKind> = z.infer<(typeof liveKinds)[Kind]>;

/** Everything an audience may see, at one moment. */
export const liveState = z.object({
  hub: z.array(hub),
  points: z.array(liveKinds.points),
  rooms: z.array(room),
  calls: z.array(call),
  devices: z.array(device),
  shifts: z.array(shift),
  /** Always empty at first: a page reads the days that it shows. */
  'booking-days': z.array(bookingDay),
});
export type LiveState = z.infer<typeof liveState>;

/** Who listens: the staff of this installation, or one room's terminal. */
export const audience = z.union([z.literal('staff'), z.templateLiteral(['room:', z.string()])]);
export type Audience = z.infer<typeof audience>;

const numbered = z.object({
  /** Counts the events of one stream from 0; a hole means something was lost: ask for a new snapshot. */
  n: z.int().nonnegative(),
});

/** Server-sent events of `/api/v1/live`, by event name (DESIGN §8). */
export const liveEvents = {
  /** Always the first event. Replaces everything the page knew. */
  snapshot: numbered.extend({ at: instant, state: liveState }),
  /** One thing is new, changed (`value`) or gone (`value` null). Applied only when `version` is newer. */
  change: z.discriminatedUnion('kind', [
    numbered.extend({ kind: z.literal('hub'), id: z.string(), version: z.int(), value: hub.nullable() }),
    numbered.extend({ kind: z.literal('points'), id: z.string(), version: z.int(), value: liveKinds.points.nullable() }),
    numbered.extend({ kind: z.literal('rooms'), id: z.string(), version: z.int(), value: room.nullable() }),
    numbered.extend({ kind: z.literal('calls'), id: z.string(), version: z.int(), value: call.nullable() }),
    numbered.extend({ kind: z.literal('devices'), id: z.string(), version: z.int(), value: device.nullable() }),
    numbered.extend({ kind: z.literal('shifts'), id: z.string(), version: z.int(), value: shift.nullable() }),
    numbered.extend({ kind: z.literal('booking-days'), id: z.string(), version: z.int(), value: bookingDay.nullable() }),
  ]),
  /** Every 5 s. A page that misses three connects again; a page on shift answers it. */
  heartbeat: numbered.extend({ at: instant }),
  /** The last event of a stream that the hub closes, with the reason. */
  bye: numbered.extend({ reason: z.enum(['hub-stopping', 'signed-out', 'revoked', 'start-anew']) }),
} as const;
export type LiveEventName = keyof typeof liveEvents;
export type LiveEvent<Name extends LiveEventName> = z.infer<(typeof liveEvents)[Name]>;

/** Seconds between heartbeats of the live stream. */
export const heartbeatSeconds = 5;

/** Path of the live stream; `?audience=staff` or `?audience=room:porvoo-1`. */
export const livePath = '/api/v1/live';
