import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Store } from '../database/store.js';
import { Log } from '../log/log.js';
import type { Clock } from '../time/clock.js';
import { BookingBook } from './booking-book.js';
import { BookingReader } from './booking-reader.js';
import { Bookings } from './bookings.service.js';
import { FreeTimes } from './free-times.service.js';
import { Holds } from './holds.service.js';
import { SituationReader } from './situation-reader.js';
import { TimeTaking } from './time-taking.js';

/** Bookings by the same rules, but judged by another clock: the demo has a past, and nobody else may write one. */
@Injectable()
export class BookingsAt {
  constructor(
    private readonly store: Store,
    private readonly situations: SituationReader,
    private readonly trail: AuditTrail,
    private readonly log: Log,
  ) {}

  by(clock: Clock): Bookings {
    const { store, situations, trail, log } = this;
    const times = new FreeTimes(store, situations, clock);
    const taking = new TimeTaking(store, times, clock);
    const rows = new BookingBook(trail, clock);
    const reader = new BookingReader(store, situations, clock);
    return new Bookings(taking, rows, reader, new Holds(store, taking, situations, clock, log), situations, clock, log);
  }
}
