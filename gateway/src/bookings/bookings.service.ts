import type { BodyOf, Booking, bookingOperations, CancelReason, Customer } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { Deed } from '../audit/index.js';
import { Refused } from '../http/refused.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { dayIn } from '../time/day-in.js';
import { BookingBook, fingerprintOf, type Happening } from './booking-book.js';
import { announceDays } from './booking-days.live.js';
import type { BookingEntity } from './booking.entity.js';
import { BookingReader } from './booking-reader.js';
import { endOf, release, slotMs } from './claims.js';
import { Holds } from './holds.service.js';
import { SituationReader } from './situation-reader.js';
import { TimeTaking } from './time-taking.js';

/** A booking in the version that somebody saw. */
export interface Seen {
  readonly id: string;
  readonly version: number;
}

/** What advisors and authorities do with bookings. */
@Injectable()
export class Bookings {
  private readonly log: Log;

  constructor(
    private readonly taking: TimeTaking,
    private readonly rows: BookingBook,
    private readonly reader: BookingReader,
    private readonly holds: Holds,
    private readonly situations: SituationReader,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'bookings' });
  }

  /** Books a time, held or not; a repeat answers what it made. @throws Refused `booking-id-reused`, and those of the time */
  async book(id: string, body: BodyOf<typeof bookingOperations.book>, deed: Deed): Promise<Booking> {
    const { authorityId } = this.situations.service(body.serviceId);
    const { pointId, serviceId, slots, channel, customer } = body;
    const from = new Date(body.from);
    const fingerprint = fingerprintOf(['book', body]);
    await this.taking.write(async (transaction) => {
      const { manager } = transaction;
      if (await this.rows.madeBy(manager, id, fingerprint)) return;
      const held = await this.holds.end(manager, id);
      const taken = await this.taking.take(manager, { ...body, from }, { ownerId: id, expiresAt: null, before: held });
      const day = dayIn(this.situations.timeZone(pointId), from);
      const time = { pointId, serviceId, authorityId, ...taken, from, slots, day, channel };
      await this.rows.add(transaction, { id, fingerprint, ...time, customer }, ['booked'], deed);
      if (held) announceDays(transaction, [this.holds.dayOf(held)]);
    });
    return this.told(id);
  }

  /** Another time, room or point: the new one is claimed and the old one released at once. */
  move(seen: Seen, body: BodyOf<typeof bookingOperations.moveBooking>, deed: Deed): Promise<Booking> {
    const { pointId, slots } = body;
    const from = new Date(body.from);
    return this.change(seen, deed, async (row, manager) => {
      this.refuseEnded(row);
      const channel = row.channel === 'walk-in' ? 'on-site' : row.channel;
      const wanted = { ...body, serviceId: row.serviceId, from, channel };
      const taken = await this.taking.take(manager, wanted, { ownerId: row.id, expiresAt: null, before: row });
      const day = dayIn(this.situations.timeZone(pointId), from);
      const isSameDay = row.pointId === pointId && row.day === day;
      const code = isSameDay ? row.code : await this.rows.code(manager, { pointId, day });
      return { what: 'moved', changes: { pointId, ...taken, from, to: endOf({ from, slots }), slots, day, code } };
    });
  }

  changeCustomer(seen: Seen, customer: Customer, deed: Deed): Promise<Booking> {
    return this.change(seen, deed, (row) => {
      if (row.state === 'cancelled' || row.state === 'no-show') throw new Refused('booking-ended');
      return { what: 'customer-changed', changes: { customer } };
    });
  }

  cancel(seen: Seen, reason: CancelReason, deed: Deed): Promise<Booking> {
    return this.change(seen, deed, async (row, manager) => {
      if (row.state !== 'booked') throw new Refused('booking-ended');
      await release(manager, row.id);
      const changes = { state: 'cancelled', endedAt: this.clock.now(), cancelReason: reason } as const;
      return { what: 'cancelled', changes, why: reason };
    });
  }

  /** The customer has come, perhaps after somebody had given up waiting: then the time must still be free. */
  noteArrival(seen: Seen, deed: Deed): Promise<Booking> {
    return this.change(seen, deed, async (row, manager) => {
      if (row.state === 'cancelled' || row.state === 'arrived') throw new Refused('booking-ended');
      const rest = this.restOf(row);
      if (row.state === 'no-show' && rest) await this.taking.takeAgain(manager, rest, row, row.id);
      return { what: 'arrived', changes: { state: 'arrived', arrivedAt: this.clock.now(), endedAt: null } };
    });
  }

  /** A person says that the customer did not come; half hours that have not begun are free for others. */
  noteNoShow(seen: Seen, deed: Deed): Promise<Booking> {
    return this.change(seen, deed, async (row, manager) => {
      if (row.state !== 'booked') throw new Refused('booking-ended');
      const now = this.clock.now();
      if (now < row.from) throw new Refused('booking-not-begun');
      await release(manager, row.id, now);
      return { what: 'no-show', changes: { state: 'no-show', endedAt: now } };
    });
  }

  private refuseEnded({ state, to }: BookingEntity): void {
    const isOver = state === 'arrived' && to <= this.clock.now();
    if (isOver || state === 'cancelled' || state === 'no-show') throw new Refused('booking-ended');
  }

  /** The half hours of a booking that are not over yet; `undefined` when all are. */
  private restOf({ pointId, serviceId, channel, from, to }: BookingEntity) {
    const now = this.clock.now().getTime();
    const begin = Math.max(from.getTime(), now - (now % slotMs));
    const slots = (to.getTime() - begin) / slotMs;
    if (slots !== 1 && slots !== 2) return undefined;
    return { pointId, serviceId, channel, from: new Date(begin), slots: slots === 1 ? (1 as const) : (2 as const) };
  }

  private async change(
    seen: Seen,
    deed: Deed,
    decide: (row: BookingEntity, manager: Parameters<TimeTaking['take']>[0]) => Happening | Promise<Happening>,
  ): Promise<Booking> {
    await this.taking.write((transaction) =>
      this.rows.change(transaction, seen, deed, (row) => decide(row, transaction.manager)),
    );
    return this.told(seen.id);
  }

  private async told(id: string): Promise<Booking> {
    const booking = await this.reader.one(id);
    this.log.info({ booking: id, point: booking.pointId, room: booking.roomId, state: booking.state }, 'a booking went on');
    return booking;
  }
}
