import type { Authority, BookingChannel, Grant, Service, ShownPoint } from '@etapiste/protocol';
import { readStored } from '../ui/stored.js';
import type { Catalogue, Wanted } from './bookings.data.js';

const rememberedAs = 'etapiste.bookings';

/** The ways in which an advisor books beforehand, the usual one first. */
export const channelsAtDesk = ['point-phone', 'on-site', 'service-number', 'authority-phone'] as const satisfies BookingChannel[];

/** The points for which somebody books: of the own roles; all when a role counts everywhere, or when it is not known who is here. */
export function ownPoints(points: readonly ShownPoint[], grants: readonly Grant[] | undefined): readonly ShownPoint[] {
  if (!grants) return points;
  const scopes = grants.filter(({ role }) => role === 'advisor' || role === 'lead').map(({ scope }) => scope);
  if (scopes.some(({ kind }) => kind === 'everything')) return points;
  const ids = scopes.flatMap((scope) => (scope.kind === 'points' ? scope.pointIds : []));
  return points.filter(({ id }) => ids.includes(id));
}

/** The services that can be booked at a point on a day, by authority. */
export function offeredServices(
  catalogue: Catalogue,
  pointId: string,
  day: string,
): readonly { readonly authority: Authority; readonly services: readonly Service[] }[] {
  const isOn = (each: { readonly validFrom: string | null; readonly validTo: string | null }): boolean =>
    (each.validFrom ?? day) <= day && day <= (each.validTo ?? day);
  const offered = new Set(
    catalogue.agreements.filter((each) => each.pointId === pointId && isOn(each)).map(({ serviceId }) => serviceId),
  );
  return catalogue.authorities
    .map((authority) => ({
      authority,
      services: catalogue.services.filter(
        (each) => each.authorityId === authority.id && offered.has(each.id) && each.access !== 'walk-in' && isOn(each),
      ),
    }))
    .filter(({ services }) => services.length > 0);
}

/** What this browser's advisor chose the last time, as far as it can be chosen still. */
export function firstChoice(points: readonly ShownPoint[], catalogue: Catalogue, day: string): Wanted | undefined {
  const kept = (readStored(localStorage, rememberedAs) ?? {}) as Partial<Record<keyof Wanted, unknown>>;
  const pointId = (points.find(({ id }) => id === kept.pointId) ?? points[0])?.id;
  if (!pointId) return undefined;
  const services = offeredServices(catalogue, pointId, day).flatMap((each) => each.services);
  const service = services.find(({ id }) => id === kept.serviceId) ?? services[0];
  if (!service) return undefined;
  const channel = channelsAtDesk.find((each) => each === kept.channel) ?? 'point-phone';
  return { pointId, serviceId: service.id, slots: service.slots, channel };
}

export const keepChoice = (wanted: Wanted): void => localStorage.setItem(rememberedAs, JSON.stringify(wanted));
