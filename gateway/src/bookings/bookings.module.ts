import { Module } from '@nestjs/common';
import { LiveHub } from '../live/live-hub.js';
import { Places } from '../rights/index.js';
import { BookingBook } from './booking-book.js';
import { BookingDays } from './booking-days.live.js';
import { BookingPlaces } from './booking-places.js';
import { BookingReader } from './booking-reader.js';
import { BookingsAt } from './bookings-at.js';
import { BookingsController } from './bookings.controller.js';
import { Bookings } from './bookings.service.js';
import { FreeTimes } from './free-times.service.js';
import { Holds } from './holds.service.js';
import { Lapses } from './lapses.js';
import { Queue } from './queue.service.js';
import { SituationReader } from './situation-reader.js';
import { TimeTaking } from './time-taking.js';
import { TimesController } from './times.controller.js';
import { Timetables } from './timetable.service.js';
import { WalkInsController } from './walk-ins.controller.js';
import { WalkIns } from './walk-ins.service.js';

@Module({
  controllers: [TimesController, BookingsController, WalkInsController],
  providers: [
    BookingBook,
    BookingDays,
    BookingPlaces,
    BookingReader,
    Bookings,
    BookingsAt,
    FreeTimes,
    Holds,
    Lapses,
    Queue,
    SituationReader,
    TimeTaking,
    Timetables,
    WalkIns,
  ],
  exports: [BookingsAt],
})
export class BookingsModule {
  constructor(live: LiveHub, places: Places, days: BookingDays, fields: BookingPlaces) {
    live.register('booking-days', days);
    fields.register(places);
  }
}
