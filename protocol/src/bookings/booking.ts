import { z } from 'zod';
import { slotCount } from '../services/service.js';
import { id, instant, slug } from '../wire/index.js';
import { bookingChannel } from './channel.js';
import { customer } from './customer.js';

/** Length of a slot; slots begin at :00 and :30 UTC. */
export const slotMinutes = 30;

/** The beginning of a slot. */
export const slotStart = instant.refine((text) => new Date(text).getTime() % (slotMinutes * 60_000) === 0);

/** A time at a point for a service: `slots` half hours from `from` on. */
export const bookedTime = z.object({ pointId: slug, serviceId: slug, from: slotStart, slots: slotCount });
export type BookedTime = z.infer<typeof bookedTime>;

/**
 * A time that somebody's open form keeps for a moment. It lapses unless kept; its id is the id of the booking that may come of it.
 */
export const hold = bookedTime.extend({
  id,
  roomId: slug,
  authorityId: slug,
  expiresAt: instant,
  heldBy: z.string(),
});
export type Hold = z.infer<typeof hold>;

export const bookingState = z.enum(['booked', 'arrived', 'no-show', 'cancelled']);
export type BookingState = z.infer<typeof bookingState>;

/** Why a booking was cancelled. */
export const cancelReason = z.enum([
  'customer-asked',
  'customer-ill',
  'expert-away',
  'room-closed',
  'service-unsuitable',
  'booked-by-mistake',
]);
export type CancelReason = z.infer<typeof cancelReason>;

export const booking = bookedTime.extend({
  id,
  version: z.int().nonnegative(),
  roomId: slug,
  authorityId: slug,
  channel: bookingChannel,
  state: bookingState,
  /** null after erasure. */
  customer: customer.nullable(),
  /** What the customer types at the terminal; no two of a point have the same on one day. */
  code: z.string().regex(/^\d{4}$/),
  createdAt: instant,
  arrivedAt: instant.nullable(),
  endedAt: instant.nullable(),
  cancelReason: cancelReason.nullable(),
  /** Whether the booked time has become closed since; somebody must move or cancel it (PEERS 7). */
  isClosedOver: z.boolean(),
});
export type Booking = z.infer<typeof booking>;

/** What happened to a booking. */
export const bookingDeed = z.enum(['booked', 'moved', 'customer-changed', 'arrived', 'no-show', 'cancelled']);
export type BookingDeed = z.infer<typeof bookingDeed>;

/** One line of a booking's history; nothing is ever overwritten in silence. */
export const bookingChange = z.object({
  id,
  at: instant,
  what: bookingDeed,
  /** null after erasure, or where nobody did it. */
  who: z.string().nullable(),
  /** Where it was booked or moved to. */
  to: z.object({ roomId: slug, from: instant, slots: slotCount }).nullable(),
  /** Where it was moved from. */
  before: z.object({ roomId: slug, from: instant, slots: slotCount }).nullable(),
  why: cancelReason.nullable(),
});
export type BookingChange = z.infer<typeof bookingChange>;

/** A customer who waits for an expert without a booking. */
export const queueEntry = z.object({
  id,
  version: z.int().nonnegative(),
  pointId: slug,
  serviceId: slug,
  authorityId: slug,
  customer: customer.nullable(),
  joinedAt: instant,
  /** When the first time comes that is left after those who came before; null when none does today. */
  expectedAt: instant.nullable(),
});
export type QueueEntry = z.infer<typeof queueEntry>;
