import {
  bookingOperations,
  pointOperations,
  serviceOperations,
  type Authority,
  type Booking,
  type PointAddress,
  type Service,
  type ServiceCard,
  type ShownPoint,
} from '@etapiste/protocol';
import { request } from '../../api/index.js';
import { dayOf } from '../../i18n/wall-time.js';

/** All that stands on the paper. */
export interface Confirmation {
  readonly booking: Booking;
  readonly point: ShownPoint;
  readonly service: Service;
  readonly authority: Authority;
  readonly card: ServiceCard | undefined;
}

/** @returns undefined when the booking, or what it is about, is not there for whoever asks */
export async function readConfirmation(bookingId: string): Promise<Confirmation | undefined> {
  const [booking, points, services, authorities] = await Promise.all([
    request(bookingOperations.showBooking, { parameters: { bookingId } }),
    request(pointOperations.listPoints, {}),
    request(serviceOperations.listServices, {}),
    request(serviceOperations.listAuthorities, {}),
  ]);
  const point = points.find(({ id }) => id === booking.pointId);
  const service = services.find(({ id }) => id === booking.serviceId);
  const authority = authorities.find(({ id }) => id === booking.authorityId);
  if (!point || !service || !authority) return undefined;
  const [card] = await request(serviceOperations.listServiceCards, { parameters: { serviceId: service.id } });
  return { booking, point, service, authority, card };
}

/** Where the point is on the day of the visit, and not where it is today. */
export function addressOn({ addresses, timeZone }: ShownPoint, from: string): PointAddress | undefined {
  const day = dayOf(from, timeZone);
  const begun = addresses.filter(({ validFrom }) => (validFrom ?? day) <= day);
  return begun.toSorted((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? '')).at(-1);
}
