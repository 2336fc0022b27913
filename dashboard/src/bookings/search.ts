import type { Booking, BookingChannel, Policy, Service, SlotCount } from '@etapiste/protocol';
import type { Catalogue } from './bookings.data.js';

/** What times are looked for. */
export interface Search {
  readonly pointId: string;
  readonly serviceId: string;
  readonly slots: SlotCount;
  readonly channel: BookingChannel;
}

/** The services that can be booked at a point on a day, by authority and name as a person would look for them. */
export function bookableAt(catalogue: Catalogue, pointId: string, day: string, nameOf: (service: Service) => string): Service[] {
  const isValid = ({ validFrom, validTo }: { readonly validFrom: string | null; readonly validTo: string | null }) =>
    (validFrom ?? day) <= day && (validTo ?? day) >= day;
  const offered = new Set(
    catalogue.agreements
      .filter((agreement) => agreement.pointId === pointId && isValid(agreement))
      .map(({ serviceId }) => serviceId),
  );
  return catalogue.services
    .filter((service) => offered.has(service.id) && isValid(service) && service.access !== 'walk-in')
    .toSorted((a, b) => a.authorityId.localeCompare(b.authorityId) || nameOf(a).localeCompare(nameOf(b)));
}

/** The value of a rule at a point on a day, as the hub reads it. */
export function policyAt(
  policies: readonly Policy[],
  name: Policy['name'],
  pointId: string,
  day: string,
): Policy['value'] | undefined {
  const inForce = policies.filter(
    (row) => row.name === name && row.validFrom <= day && (row.validTo ?? day) >= day && (row.pointId ?? pointId) === pointId,
  );
  const newest = inForce.toSorted((a, b) => Number(a.pointId !== null) - Number(b.pointId !== null) || a.version - b.version);
  return newest.at(-1)?.value;
}

/** The search that finds other times for a booking. */
export const searchFor = ({ pointId, serviceId, slots, channel }: Booking): Search => ({ pointId, serviceId, slots, channel });
