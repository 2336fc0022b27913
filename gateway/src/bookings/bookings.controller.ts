import { bookingOperations, type Booking, type BookingChange } from '@etapiste/protocol';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { BookingReader } from './booking-reader.js';
import { Bookings, type Seen } from './bookings.service.js';
import { deedOf } from './deed-of.js';

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
  book(
    @ActingNow() acting: Acting,
    @Input() { parameters, body }: InputOf<Operations['book']>,
    @Req() request: FastifyRequest,
  ): Promise<Booking> {
    return this.bookings.book(parameters.bookingId, body, deedOf(acting, request));
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
  move(
    @ActingNow() acting: Acting,
    @Input() input: InputOf<Operations['moveBooking']>,
    @Req() request: FastifyRequest,
  ): Promise<Booking> {
    return this.bookings.move(seen(input), input.body, deedOf(acting, request));
  }

  @Implements(bookingOperations.changeCustomer)
  changeCustomer(
    @ActingNow() acting: Acting,
    @Input() input: InputOf<Operations['changeCustomer']>,
    @Req() request: FastifyRequest,
  ): Promise<Booking> {
    return this.bookings.changeCustomer(seen(input), input.body, deedOf(acting, request));
  }

  @Implements(bookingOperations.cancelBooking)
  cancel(
    @ActingNow() acting: Acting,
    @Input() input: InputOf<Operations['cancelBooking']>,
    @Req() request: FastifyRequest,
  ): Promise<Booking> {
    return this.bookings.cancel(seen(input), input.body.reason, deedOf(acting, request));
  }

  @Implements(bookingOperations.noteArrival)
  noteArrival(
    @ActingNow() acting: Acting,
    @Input() input: InputOf<Operations['noteArrival']>,
    @Req() request: FastifyRequest,
  ): Promise<Booking> {
    return this.bookings.noteArrival(seen(input), deedOf(acting, request));
  }

  @Implements(bookingOperations.noteNoShow)
  noteNoShow(
    @ActingNow() acting: Acting,
    @Input() input: InputOf<Operations['noteNoShow']>,
    @Req() request: FastifyRequest,
  ): Promise<Booking> {
    return this.bookings.noteNoShow(seen(input), deedOf(acting, request));
  }
}
