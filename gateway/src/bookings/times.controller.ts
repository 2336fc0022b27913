import { bookingOperations, type Booking, type FreeTime, type Hold, type ResponseOf, type WhyNot } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { BookingReader } from './booking-reader.js';
import { FreeTimes } from './free-times.service.js';
import { Holds } from './holds.service.js';
import { Timetables } from './timetable.service.js';

type Operations = typeof bookingOperations;

@Controller()
export class TimesController {
  constructor(
    private readonly times: FreeTimes,
    private readonly timetables: Timetables,
    private readonly holds: Holds,
    private readonly reader: BookingReader,
  ) {}

  @Implements(bookingOperations.listFreeTimes)
  listFree(@Input() { query }: InputOf<Operations['listFreeTimes']>): Promise<FreeTime[]> {
    return this.times.list(query);
  }

  @Implements(bookingOperations.explainTime)
  explain(@Input() { query }: InputOf<Operations['explainTime']>): Promise<WhyNot[]> {
    return this.times.explain({ ...query, from: new Date(query.from) });
  }

  @Implements(bookingOperations.showTimetable)
  showTimetable(
    @Input() { parameters, query }: InputOf<Operations['showTimetable']>,
  ): Promise<ResponseOf<Operations['showTimetable']>> {
    return this.timetables.of(parameters.pointId, query.from, query.days);
  }

  @Implements(bookingOperations.holdTime)
  hold(@ActingNow() { actor }: Acting, @Input() { parameters, body }: InputOf<Operations['holdTime']>): Promise<Hold> {
    return this.holds.hold(parameters.bookingId, body, actor);
  }

  @Implements(bookingOperations.keepHold)
  keepHold(@Input() { parameters }: InputOf<Operations['keepHold']>): Promise<Hold> {
    return this.holds.keep(parameters.bookingId);
  }

  @Implements(bookingOperations.giveUpHold)
  giveUpHold(@Input() { parameters }: InputOf<Operations['giveUpHold']>): Promise<void> {
    return this.holds.giveUp(parameters.bookingId);
  }

  @Implements(bookingOperations.listHitBookings)
  listHit(@Input() { parameters, query }: InputOf<Operations['listHitBookings']>): Promise<Booking[]> {
    const { from, to, roomId } = query;
    return this.reader.hit(parameters.pointId, { from: new Date(from), to: new Date(to), roomId });
  }
}
