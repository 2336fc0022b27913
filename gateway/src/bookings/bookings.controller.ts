import { bookingOperations, type Booking, type BookingChange } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { DeedNow, type Deed } from '../audit/index.js';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { BookingReader } from './booking-reader.js';
import { Bookings, type Seen } from './bookings.service.js';

type Operations = typeof bookingOperations;

/** Which version of which booking a request is about. */
const seen = ({ parameters, version }: { parameters: { bookingId: string }; version: number }): Seen => ({
  id: parameters.bookingId,
  version,
});

@Controller()
export class BookingsController {
  constructor(
    private readonly bookings: Bookings,
    private readonly reader: BookingReader,
  ) {}

  @Implements(bookingOperations.book)
  book(@Input() { parameters, body }: InputOf<Operations['book']>, @DeedNow() deed: Deed): Promise<Booking> {
    return this.bookings.book(parameters.bookingId, body, deed);
  }

  @Implements(bookingOperations.listBookings)
  list(@ActingNow() acting: Acting, @Input() { query }: InputOf<Operations['listBookings']>): Promise<Booking[]> {
    return this.reader.list(acting, query.from, query.days);
  }

  @Implements(bookingOperations.showBooking)
  show(@Input() { parameters }: InputOf<Operations['showBooking']>): Promise<Booking> {
    return this.reader.one(parameters.bookingId);
  }

  @Implements(bookingOperations.listBookingChanges)
  listChanges(@Input() { parameters }: InputOf<Operations['listBookingChanges']>): Promise<BookingChange[]> {
    return this.reader.changesOf(parameters.bookingId);
  }

  @Implements(bookingOperations.moveBooking)
  move(@Input() input: InputOf<Operations['moveBooking']>, @DeedNow() deed: Deed): Promise<Booking> {
    return this.bookings.move(seen(input), input.body, deed);
  }

  @Implements(bookingOperations.changeCustomer)
  changeCustomer(@Input() input: InputOf<Operations['changeCustomer']>, @DeedNow() deed: Deed): Promise<Booking> {
    return this.bookings.changeCustomer(seen(input), input.body, deed);
  }

  @Implements(bookingOperations.cancelBooking)
  cancel(@Input() input: InputOf<Operations['cancelBooking']>, @DeedNow() deed: Deed): Promise<Booking> {
    return this.bookings.cancel(seen(input), input.body.reason, deed);
  }

  @Implements(bookingOperations.noteArrival)
  noteArrival(@Input() input: InputOf<Operations['noteArrival']>, @DeedNow() deed: Deed): Promise<Booking> {
    return this.bookings.noteArrival(seen(input), deed);
  }

  @Implements(bookingOperations.noteNoShow)
  noteNoShow(@Input() input: InputOf<Operations['noteNoShow']>, @DeedNow() deed: Deed): Promise<Booking> {
    return this.bookings.noteNoShow(seen(input), deed);
  }
}
