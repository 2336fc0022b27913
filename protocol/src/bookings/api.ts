import { z } from 'zod';
import { day } from '../points/hours.js';
import { slotCount } from '../services/service.js';
import { id, instant, operations, slug } from '../wire/index.js';
import { bookedTime, booking, bookingChange, cancelReason, hold, queueEntry, slotStart } from './booking.js';
import { bookingChannel } from './channel.js';
import { customer } from './customer.js';
import { closedTime, freeTime, serviceAtHand, whyNot } from './free-time.js';

const bookingPath = z.object({ bookingId: id });
const pointPath = z.object({ pointId: slug });
/** Query texts become numbers. */
const slotsAsked = z.coerce.number().pipe(slotCount);
const wanted = { pointId: slug, serviceId: slug, slots: slotsAsked, channel: bookingChannel };
const notTaken = ['time-taken', 'time-not-free'] as const;

export const bookingOperations = operations('bookings', {
  listFreeTimes: {
    method: 'GET',
    path: '/free-times',
    summary: 'The times at which a service can be booked at a point, the first ones first (R-11, R-17)',
    query: z.object({ ...wanted, from: day, days: z.coerce.number().pipe(z.int().min(1).max(56)) }),
    response: z.array(freeTime),
    problems: ['point-unknown', 'service-unknown'],
  },
  explainTime: {
    method: 'GET',
    path: '/free-times/why-not',
    summary: 'Every reason why a time cannot be booked; none when it can',
    query: z.object({ ...wanted, from: slotStart }),
    response: z.array(whyNot),
    problems: ['point-unknown', 'service-unknown'],
  },
  showTimetable: {
    method: 'GET',
    path: '/points/{pointId}/timetable',
    summary: 'All that happens in the rooms of a point on some days: bookings, held times, closed times',
    parameters: pointPath,
    query: z.object({ from: day, days: z.coerce.number().pipe(z.int().min(1).max(14)) }),
    response: z.object({
      closed: z.array(closedTime),
      /** Cancelled ones and those of no-shows are left out. */
      bookings: z.array(booking),
      holds: z.array(hold),
    }),
    problems: ['point-unknown'],
  },
  holdTime: {
    method: 'PUT',
    path: '/holds/{bookingId}',
    summary: 'Keeps a time while a form is open. The page makes the id: a repeat answers the same hold, another time moves it',
    parameters: bookingPath,
    body: bookedTime.extend({ channel: bookingChannel, roomId: slug.optional() }),
    response: hold,
    problems: ['point-unknown', 'room-unknown', 'service-unknown', 'booking-exists', ...notTaken],
  },
  keepHold: {
    method: 'POST',
    path: '/holds/{bookingId}/alive',
    summary: 'The form is still open',
    parameters: bookingPath,
    response: hold,
    problems: ['hold-lapsed'],
  },
  giveUpHold: {
    method: 'DELETE',
    path: '/holds/{bookingId}',
    summary: 'The form was closed; the time is free for others. A repeat changes nothing',
    parameters: bookingPath,
  },
  book: {
    method: 'PUT',
    path: '/bookings/{bookingId}',
    summary: 'Books a time, held or not. The id makes it repeatable: a repeat answers the booking and changes nothing (R-14)',
    parameters: bookingPath,
    body: bookedTime.extend({ channel: bookingChannel, roomId: slug.optional(), customer }),
    response: booking,
    problems: ['point-unknown', 'room-unknown', 'service-unknown', 'booking-id-reused', ...notTaken],
  },
  listBookings: {
    method: 'GET',
    path: '/bookings',
    summary: 'Bookings within reach that begin on some days, cancelled ones too, the first ones first (R-02)',
    query: z.object({ from: day, days: z.coerce.number().pipe(z.int().min(1).max(56)) }),
    response: z.array(booking),
  },
  showBooking: {
    method: 'GET',
    path: '/bookings/{bookingId}',
    summary: 'One booking',
    parameters: bookingPath,
    response: booking,
    problems: ['booking-unknown'],
  },
  listBookingChanges: {
    method: 'GET',
    path: '/bookings/{bookingId}/changes',
    summary: 'What happened to a booking, the first first (R-24)',
    parameters: bookingPath,
    response: z.array(bookingChange),
    problems: ['booking-unknown'],
  },
  moveBooking: {
    method: 'POST',
    path: '/bookings/{bookingId}/move',
    summary: 'Another time or another point: the new one is claimed and the old one released at once',
    parameters: bookingPath,
    ifMatch: true,
    body: bookedTime.omit({ serviceId: true }).extend({ roomId: slug.optional() }),
    response: booking,
    problems: ['booking-unknown', 'booking-ended', 'point-unknown', 'room-unknown', ...notTaken],
  },
  changeCustomer: {
    method: 'PUT',
    path: '/bookings/{bookingId}/customer',
    summary: 'Another name, contact, language or need',
    parameters: bookingPath,
    ifMatch: true,
    body: customer,
    response: booking,
    problems: ['booking-unknown', 'booking-ended'],
  },
  cancelBooking: {
    method: 'POST',
    path: '/bookings/{bookingId}/cancel',
    summary: 'Cancels with a reason; the time is free for others',
    parameters: bookingPath,
    ifMatch: true,
    body: z.object({ reason: cancelReason }),
    response: booking,
    problems: ['booking-unknown', 'booking-ended'],
  },
  noteArrival: {
    method: 'POST',
    path: '/bookings/{bookingId}/arrival',
    summary: 'The customer has come (R-19); takes back a no-show while the time is still free',
    parameters: bookingPath,
    ifMatch: true,
    response: booking,
    problems: ['booking-unknown', 'booking-ended', ...notTaken],
  },
  noteNoShow: {
    method: 'POST',
    path: '/bookings/{bookingId}/no-show',
    summary: 'A person says that the customer did not come; what is left of the time is free for others',
    parameters: bookingPath,
    ifMatch: true,
    response: booking,
    problems: ['booking-unknown', 'booking-ended', 'booking-not-begun'],
  },
  listHitBookings: {
    method: 'GET',
    path: '/points/{pointId}/hit-bookings',
    summary: 'The bookings that a closure of a point or of one room would hit, or hits already (PEERS 7)',
    parameters: pointPath,
    query: z.object({ roomId: slug.optional(), from: instant, to: instant }),
    response: z.array(booking),
    problems: ['point-unknown', 'room-unknown'],
  },
  listAtHand: {
    method: 'GET',
    path: '/points/{pointId}/at-hand',
    summary: 'Which services can be had at once, and when those who wait get their turn (R-49)',
    parameters: pointPath,
    response: z.array(serviceAtHand),
    problems: ['point-unknown'],
  },
  serveNow: {
    method: 'PUT',
    path: '/walk-ins/{bookingId}',
    summary: 'Claims the running slot for somebody who is here, from the queue when `queueId` says so',
    parameters: bookingPath,
    body: z.object({ pointId: slug, serviceId: slug, slots: slotCount, customer, queueId: id.optional() }),
    response: booking,
    problems: ['point-unknown', 'service-unknown', 'queue-left', 'booking-id-reused', ...notTaken],
  },
  joinQueue: {
    method: 'PUT',
    path: '/queue/{queueId}',
    summary: 'Somebody waits without a booking. The page makes the id: a repeat changes nothing',
    parameters: z.object({ queueId: id }),
    body: z.object({ pointId: slug, serviceId: slug, customer }),
    response: queueEntry,
    problems: ['point-unknown', 'service-unknown', 'service-not-without-booking', 'queue-left'],
  },
  listQueue: {
    method: 'GET',
    path: '/points/{pointId}/queue',
    summary: 'Who waits at a point, the first first',
    parameters: pointPath,
    response: z.array(queueEntry),
    problems: ['point-unknown'],
  },
  leaveQueue: {
    method: 'DELETE',
    path: '/queue/{queueId}',
    summary: 'Somebody waits no more. A repeat changes nothing',
    parameters: z.object({ queueId: id }),
    problems: ['queue-left'],
  },
});
