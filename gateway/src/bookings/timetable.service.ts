import type { bookingOperations, ResponseOf } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Store } from '../database/store.js';
import { Clock } from '../time/clock.js';
import { BookingEntity } from './booking.entity.js';
import { toHold } from './booking.view.js';
import { BookingReader } from './booking-reader.js';
import { begunBetween, endOf } from './claims.js';
import { daysAfter, spanOf } from './days.js';
import { HoldEntity } from './hold.entity.js';
import { SituationReader } from './situation-reader.js';

type Timetable = ResponseOf<typeof bookingOperations.showTimetable>;

/** All that happens in the rooms of a point on some days. */
@Injectable()
export class Timetables {
  constructor(
    private readonly store: Store,
    private readonly reader: BookingReader,
    private readonly situations: SituationReader,
    private readonly clock: Clock,
  ) {}

  of(pointId: string, first: string, days: number): Promise<Timetable> {
    const { from, to } = spanOf(first, days, this.situations.timeZone(pointId));
    return this.store.read(async (manager) => {
      const during = { pointId, from: begunBetween(from, to), to: MoreThan(from), state: In(['booked', 'arrived']) };
      const rows = await manager.find(BookingEntity, { where: during, order: { from: 'ASC', id: 'ASC' } });
      const held = { pointId, from: begunBetween(from, to), expiresAt: MoreThan(this.clock.now()) };
      const holds = await manager.find(HoldEntity, { where: held, order: { from: 'ASC', id: 'ASC' } });
      return {
        closed: await this.reader.closed(manager, pointId, first, daysAfter(first, days - 1)),
        bookings: await this.reader.shown(manager, rows),
        holds: holds.filter((row) => endOf(row) > from).map(toHold),
      };
    });
  }
}
