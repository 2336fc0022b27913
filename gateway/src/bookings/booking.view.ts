import type { Booking, BookingChange, ClosedTime, Hold } from '@etapiste/protocol';
import type { BookingChangeEntity } from './booking-change.entity.js';
import type { BookingEntity } from './booking.entity.js';
import type { HoldEntity } from './hold.entity.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const meets = (row: BookingEntity, { from, to, roomId }: ClosedTime): boolean =>
  (roomId === null || roomId === row.roomId) && new Date(from) < row.to && new Date(to) > row.from;

/** Whether somebody may still come at the time of a booking. */
const isAhead = ({ state, to }: BookingEntity, now: Date): boolean => state === 'booked' && to > now;

/** A booking as pages see it. */
export const toBooking = (row: BookingEntity, closed: readonly ClosedTime[], now: Date): Booking => ({
  id: row.id,
  version: row.version,
  pointId: row.pointId,
  serviceId: row.serviceId,
  authorityId: row.authorityId,
  roomId: row.roomId,
  from: row.from.toISOString(),
  slots: row.slots,
  channel: row.channel,
  state: row.state,
  customer: row.customer,
  code: row.code,
  createdAt: row.createdAt.toISOString(),
  arrivedAt: iso(row.arrivedAt),
  endedAt: iso(row.endedAt),
  cancelReason: row.cancelReason,
  isClosedOver: isAhead(row, now) && closed.some((time) => meets(row, time)),
});

export const toHold = ({ id, pointId, serviceId, authorityId, roomId, slots, heldBy, ...row }: HoldEntity): Hold => ({
  id,
  pointId,
  serviceId,
  authorityId,
  roomId,
  from: row.from.toISOString(),
  slots,
  expiresAt: row.expiresAt.toISOString(),
  heldBy,
});

export const toChange = ({ bookingId: _, number: __, at, ...row }: BookingChangeEntity): BookingChange => ({
  ...row,
  at: at.toISOString(),
});
