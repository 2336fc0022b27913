import { z } from 'zod';
import { bookingChannel } from '../bookings/channel.js';
import { day, exceptionalHours, openingHours } from '../points/hours.js';
import { id, instant, localized, slug } from '../wire/index.js';

const version = z.int().nonnegative();
/** A name that somebody reads: never empty, in all three languages. */
export const shownName = z.object({
  fi: z.string().trim().min(1).max(120),
  sv: z.string().trim().min(1).max(120),
  en: z.string().trim().min(1).max(120),
});

/** An authority that serves in the rooms. `shortName` is what a calendar has room for: Kela, FPA. */
export const authority = z.object({ id: slug, name: shownName, shortName: shownName, version });
export type Authority = z.infer<typeof authority>;

/** How many half hours a booking takes. */
export const slotCount = z.union([z.literal(1), z.literal(2)]);
export type SlotCount = z.infer<typeof slotCount>;

/** What an authority serves with by video. */
export const service = z.object({
  id: slug,
  authorityId: slug,
  name: shownName,
  /** What a booking takes unless somebody chooses otherwise. */
  slots: slotCount,
  /** With a booking, without, or both ways. */
  access: z.enum(['booking', 'walk-in', 'both']),
  /** For whom or what remote service does not fit. */
  suitability: localized.nullable(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  version,
});
export type Service = z.infer<typeof service>;

/** What its authority wants known about a service: one version, in Markdown without HTML. */
export const serviceCard = z.object({
  serviceId: slug,
  version: z.int().positive(),
  text: localized,
  /** The text as HTML that the hub has made of it: safe to show. */
  html: localized,
  publishedAt: instant,
  /** null after erasure. */
  publishedBy: z.string().nullable(),
});
export type ServiceCard = z.infer<typeof serviceCard>;

/** One service is offered at one point, from a day to a day, both included. */
export const agreement = z.object({ id, pointId: slug, serviceId: slug, validFrom: day, validTo: day.nullable(), version });
export type Agreement = z.infer<typeof agreement>;

/**
 * When an authority's experts serve (R-17): one expert, or a pool of `seats` who can take each other's customers. Hours are wall
 * time in each point's own zone, as the customers' are.
 */
export const calendar = z.object({
  id,
  authorityId: slug,
  name: z.string().trim().min(1).max(120),
  serviceIds: z.array(slug).min(1).max(100),
  /** null: wherever there is an agreement. */
  pointIds: z.array(slug).min(1).max(400).nullable(),
  /** By which ways of booking its times may be taken; `walk-in` says that it serves without a booking. */
  channels: z.array(bookingChannel).min(1),
  seats: z.int().min(1).max(100),
  hours: z.array(openingHours).max(60),
  exceptionalHours: z.array(exceptionalHours).max(400),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  version,
});
export type Calendar = z.infer<typeof calendar>;
