import { z } from 'zod';
import { instant, localized, slug } from '../wire/index.js';

/** A time that can be booked now, and in which rooms. */
export const freeTime = z.object({ from: instant, roomIds: z.array(slug).min(1) });
export type FreeTime = z.infer<typeof freeTime>;

/** Why a time cannot be booked. Each is a rule of its own; several may hold at once. */
export const whyNotCode = z.enum([
  'in-the-past',
  'beyond-horizon',
  'too-long',
  'not-offered-here',
  'not-by-this-channel',
  'outside-service-hours',
  'point-closed-then',
  'exceptional-hours',
  'public-holiday',
  'closed-eve',
  'closure',
  'no-room-then',
  'no-expert-hours',
  'expert-exception',
  'room-taken',
  'experts-taken',
]);
export type WhyNotCode = z.infer<typeof whyNotCode>;

export const whyNot = z.object({
  code: whyNotCode,
  /** The name of the holiday, or the reason of the closure or exception, where it has one. */
  reason: localized.nullable(),
  roomId: slug.nullable(),
});
export type WhyNot = z.infer<typeof whyNot>;

/** Half-open time during which a room serves nobody; `roomId` null: none of the point's. */
export const closedTime = z.object({ from: instant, to: instant, roomId: slug.nullable(), why: whyNot });
export type ClosedTime = z.infer<typeof closedTime>;

/** Whether a service can be had at once. */
export const serviceAtHand = z.object({
  serviceId: slug,
  authorityId: slug,
  /** An expert and a room are free now. */
  isAtHand: z.boolean(),
  /** How many wait for it here. */
  waiting: z.int().nonnegative(),
  /** When the next time comes for somebody who joins the queue now; null when none does today. */
  expectedAt: instant.nullable(),
  /** The first time that can be booked for another moment; null when there is none within the horizon. */
  nextFree: instant.nullable(),
});
export type ServiceAtHand = z.infer<typeof serviceAtHand>;
