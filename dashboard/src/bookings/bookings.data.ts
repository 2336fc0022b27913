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
  type CancelReason,
  type Customer,
  type FreeTime,
  type Hold,
  type Policy,
  type QueryOf,
  type ResponseOf,
  type Service,
  type WhyNot,
} from '@etapiste/protocol';
import { request } from '../api/index.js';

export type Timetable = ResponseOf<typeof bookingOperations.showTimetable>;
type Asked = QueryOf<typeof bookingOperations.listFreeTimes>;

/** What can be booked at all, and by whom it is given. */
export interface Catalogue {
  readonly authorities: readonly Authority[];
  readonly services: readonly Service[];
  readonly agreements: readonly Agreement[];
  readonly policies: readonly Policy[];
}

export async function readCatalogue(): Promise<Catalogue> {
  const [authorities, services, agreements, policies] = await Promise.all([
    request(serviceOperations.listAuthorities, {}),
    request(serviceOperations.listServices, {}),
    request(serviceOperations.listAgreements, {}),
    request(pointOperations.listPolicies, {}),
  ]);
  return { authorities, services, agreements, policies };
}

export const listFreeTimes = (query: Asked): Promise<FreeTime[]> => request(bookingOperations.listFreeTimes, { query });

export const explainTime = (query: QueryOf<typeof bookingOperations.explainTime>): Promise<WhyNot[]> =>
  request(bookingOperations.explainTime, { query });

export const showTimetable = (pointId: string, from: string, days: number): Promise<Timetable> =>
  request(bookingOperations.showTimetable, { parameters: { pointId }, query: { from, days } });

export const holdTime = (bookingId: string, body: BodyOf<typeof bookingOperations.holdTime>): Promise<Hold> =>
  request(bookingOperations.holdTime, { parameters: { bookingId }, body });

export const keepHold = (bookingId: string): Promise<Hold> => request(bookingOperations.keepHold, { parameters: { bookingId } });

/** Also while the page closes. */
export const giveUpHold = (bookingId: string): Promise<void> =>
  request(bookingOperations.giveUpHold, { parameters: { bookingId }, keepalive: true });

export const book = (bookingId: string, body: BodyOf<typeof bookingOperations.book>): Promise<Booking> =>
  request(bookingOperations.book, { parameters: { bookingId }, body });

export const showBooking = (bookingId: string): Promise<Booking> =>
  request(bookingOperations.showBooking, { parameters: { bookingId } });

export const listBookingChanges = (bookingId: string): Promise<BookingChange[]> =>
  request(bookingOperations.listBookingChanges, { parameters: { bookingId } });

type Seen = Pick<Booking, 'id' | 'version'>;
const of = ({ id, version }: Seen) => ({ parameters: { bookingId: id }, version });

export const moveBooking = (seen: Seen, to: Omit<BookedTime, 'serviceId'> & { readonly roomId?: string }): Promise<Booking> =>
  request(bookingOperations.moveBooking, { ...of(seen), body: to });

export const changeCustomer = (seen: Seen, customer: Customer): Promise<Booking> =>
  request(bookingOperations.changeCustomer, { ...of(seen), body: customer });

export const cancelBooking = (seen: Seen, reason: CancelReason): Promise<Booking> =>
  request(bookingOperations.cancelBooking, { ...of(seen), body: { reason } });
