import {
  bookingOperations,
  pointOperations,
  serviceOperations,
  type Agreement,
  type Authority,
  type BodyOf,
  type BookedTime,
  type Booking,
  type BookingChange,
  type BookingChannel,
  type CancelReason,
  type Customer,
  type FreeTime,
  type Hold,
  type QueueEntry,
  type ResponseOf,
  type Service,
  type ServiceAtHand,
  type ShownPoint,
  type WhyNot,
} from '@etapiste/protocol';
import { request } from '../api/index.js';

/** What is booked: a service at a point, how long, and by which way it is asked for. */
export type Wanted = Omit<BookedTime, 'from'> & { readonly channel: BookingChannel };
export type Timetable = ResponseOf<typeof bookingOperations.showTimetable>;
export type HoldBody = BodyOf<typeof bookingOperations.holdTime>;

/** What can be booked, and where; it changes seldom. */
export interface Catalogue {
  readonly points: readonly ShownPoint[];
  readonly authorities: readonly Authority[];
  readonly services: readonly Service[];
  readonly agreements: readonly Agreement[];
}

export async function readCatalogue(): Promise<Catalogue> {
  const [points, authorities, services, agreements] = await Promise.all([
    request(pointOperations.listPoints, {}),
    request(serviceOperations.listAuthorities, {}),
    request(serviceOperations.listServices, {}),
    request(serviceOperations.listAgreements, {}),
  ]);
  return { points, authorities, services, agreements };
}

export const listFreeTimes = (wanted: Wanted, from: string, days: number): Promise<FreeTime[]> =>
  request(bookingOperations.listFreeTimes, { query: { ...wanted, from, days } });

export const explainTime = (wanted: Wanted, from: string): Promise<WhyNot[]> =>
  request(bookingOperations.explainTime, { query: { ...wanted, from } });

export const showTimetable = (pointId: string, from: string, days: number): Promise<Timetable> =>
  request(bookingOperations.showTimetable, { parameters: { pointId }, query: { from, days } });

export const holdTime = (bookingId: string, body: HoldBody): Promise<Hold> =>
  request(bookingOperations.holdTime, { parameters: { bookingId }, body });

export const keepHold = (bookingId: string): Promise<Hold> => request(bookingOperations.keepHold, { parameters: { bookingId } });

/** Outlives the page: whoever closes it must not keep the time from others. */
export const giveUpHold = (bookingId: string): Promise<void> =>
  request(bookingOperations.giveUpHold, { parameters: { bookingId }, keepalive: true });

export const book = (bookingId: string, body: BodyOf<typeof bookingOperations.book>): Promise<Booking> =>
  request(bookingOperations.book, { parameters: { bookingId }, body });

export const showBooking = (bookingId: string): Promise<Booking> =>
  request(bookingOperations.showBooking, { parameters: { bookingId } });

export const listBookingChanges = (bookingId: string): Promise<BookingChange[]> =>
  request(bookingOperations.listBookingChanges, { parameters: { bookingId } });

export const moveBooking = ({ id, version }: Booking, body: BodyOf<typeof bookingOperations.moveBooking>): Promise<Booking> =>
  request(bookingOperations.moveBooking, { parameters: { bookingId: id }, version, body });

export const changeCustomer = ({ id, version }: Booking, customer: Customer): Promise<Booking> =>
  request(bookingOperations.changeCustomer, { parameters: { bookingId: id }, version, body: customer });

export const cancelBooking = ({ id, version }: Booking, reason: CancelReason): Promise<Booking> =>
  request(bookingOperations.cancelBooking, { parameters: { bookingId: id }, version, body: { reason } });

export const listBookings = (from: string, days: number): Promise<Booking[]> =>
  request(bookingOperations.listBookings, { query: { from, days } });

export const noteArrival = ({ id, version }: Booking): Promise<Booking> =>
  request(bookingOperations.noteArrival, { parameters: { bookingId: id }, version });

export const noteNoShow = ({ id, version }: Booking): Promise<Booking> =>
  request(bookingOperations.noteNoShow, { parameters: { bookingId: id }, version });

export const listAtHand = (pointId: string): Promise<ServiceAtHand[]> =>
  request(bookingOperations.listAtHand, { parameters: { pointId } });

export const listQueue = (pointId: string): Promise<QueueEntry[]> =>
  request(bookingOperations.listQueue, { parameters: { pointId } });

export const serveNow = (bookingId: string, body: BodyOf<typeof bookingOperations.serveNow>): Promise<Booking> =>
  request(bookingOperations.serveNow, { parameters: { bookingId }, body });

export const joinQueue = (queueId: string, body: BodyOf<typeof bookingOperations.joinQueue>): Promise<QueueEntry> =>
  request(bookingOperations.joinQueue, { parameters: { queueId }, body });

export const leaveQueue = (queueId: string): Promise<void> => request(bookingOperations.leaveQueue, { parameters: { queueId } });
