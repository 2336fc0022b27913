import type { Booking, BookingChange, ClosedTime } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Between, In, MoreThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import type { Acting } from '../rights/index.js';
import { Clock } from '../time/clock.js';
import { closedTimes } from './availability/closed-times.js';
import { BookingChangeEntity } from './booking-change.entity.js';
import { BookingEntity } from './booking.entity.js';
import { toBooking, toChange } from './booking.view.js';
import { begunBetween } from './claims.js';
import { daysAfter, spanOf } from './days.js';
import { SituationReader } from './situation-reader.js';

/** How bookings are seen. */
@Injectable()
export class BookingReader {
  constructor(
    private readonly store: Store,
    private readonly situations: SituationReader,
    private readonly clock: Clock,
  ) {}

  /** Bookings within reach that begin on some days of their points, the first ones first. */
  async list(acting: Acting, from: string, days: number): Promise<Booking[]> {
    const pointIds = this.situations.pointIds().filter((pointId) => acting.covers({ pointIds: [pointId] }));
    const authorityIds = this.situations.authorityIds().filter((authorityId) => acting.covers({ authorityId }));
    const day = Between(from, daysAfter(from, days - 1));
    const within: FindOptionsWhere<BookingEntity>[] = [
      { pointId: In(pointIds), day },
      { authorityId: In(authorityIds), day },
    ];
    return this.store.read(async (manager) => {
      const rows = await manager.find(BookingEntity, { where: within, order: { from: 'ASC', id: 'ASC' } });
      return this.shown(manager, rows);
    });
  }

  /** @throws Refused `booking-unknown` */
  async one(id: string): Promise<Booking> {
    const [booking] = await this.store.read(async (manager) => this.shown(manager, await manager.findBy(BookingEntity, { id })));
    if (!booking) throw new Refused('booking-unknown');
    return booking;
  }

  async changesOf(bookingId: string): Promise<BookingChange[]> {
    await this.one(bookingId);
    const order = { number: 'ASC' } as const;
    return (await this.store.read((manager) => manager.find(BookingChangeEntity, { where: { bookingId }, order }))).map(toChange);
  }

  /** The bookings that a closure of that time would hit, or hits already (PEERS 7). @throws Refused `room-unknown` */
  async hit(pointId: string, { from, to, roomId }: { from: Date; to: Date; roomId?: string | undefined }): Promise<Booking[]> {
    const where = {
      pointId,
      state: In(['booked', 'arrived']),
      from: begunBetween(from, to),
      to: MoreThan(from),
      ...(roomId ? { roomId } : {}),
    };
    return this.store.read(async (manager) => {
      const rows = await manager.find(BookingEntity, { where, order: { from: 'ASC', id: 'ASC' } });
      return this.shown(manager, rows);
    });
  }

  /** Rows as pages see them: whether each has been closed over is asked once a point. */
  async shown(manager: EntityManager, rows: readonly BookingEntity[]): Promise<Booking[]> {
    const closed = new Map<string, ClosedTime[]>();
    for (const pointId of new Set(rows.map((row) => row.pointId))) {
      const days = rows.flatMap((row) => (row.pointId === pointId ? [row.day] : [])).toSorted();
      closed.set(pointId, await this.closed(manager, pointId, days[0] ?? '', days.at(-1) ?? ''));
    }
    return rows.map((row) => toBooking(row, closed.get(row.pointId) ?? [], this.clock.now()));
  }

  /** When rooms of a point serve nobody, from one day to another, both included. */
  async closed(manager: EntityManager, pointId: string, first: string, last: string): Promise<ClosedTime[]> {
    let days = 1;
    while (daysAfter(first, days - 1) < last) days++;
    const { from, to } = spanOf(first, days, this.situations.timeZone(pointId));
    return closedTimes(await this.situations.ofPoint(manager, pointId, from, to), { from: first, days });
  }
}
