import { z } from 'zod';
import { id, instant, language, localized, slug } from '../wire/index.js';
import { day, exceptionalHours, openingHours } from './hours.js';

/** One room of a point: a room or a module. `number` is what its door says. */
export const roomSummary = z.object({ id: slug, kind: z.enum(['room', 'module']), number: z.int().positive() });
export type RoomSummary = z.infer<typeof roomSummary>;

/** What a room is like, as measured and seen there. Decibels are weighted sound reduction, R'w. */
export const roomPassport = z.object({
  soundInsulationDb: z.object({
    toNeighbouringRooms: z.number().min(0).max(100).nullable(),
    toCorridor: z.number().min(0).max(100).nullable(),
    measuredOn: day.nullable(),
  }),
  accessibility: z.array(z.enum(['step-free', 'wheelchair-space', 'induction-loop', 'adjustable-desk', 'accessible-toilet'])),
  equipment: z.array(z.enum(['document-camera', 'call-button', 'occupancy-sensor', 'second-screen', 'printer', 'scanner'])),
});
export type RoomPassport = z.infer<typeof roomPassport>;

/** A room as those see it who keep the register. It serves on the days from `validFrom` to `validTo`, both included. */
export const registeredRoom = roomSummary.extend({
  pointId: slug,
  passport: roomPassport,
  validFrom: day.nullable(),
  validTo: day.nullable(),
  version: z.int().nonnegative(),
});
export type RegisteredRoom = z.infer<typeof registeredRoom>;

/** Where a point is from a day on, until its next address. */
export const pointAddress = z.object({
  validFrom: day.nullable(),
  street: localized,
  postalCode: z.string().regex(/^\d{5}$/),
  postOffice: localized,
});
export type PointAddress = z.infer<typeof pointAddress>;

/** What the staff of a point must have at hand: security practice, evacuation, whom to ring. */
export const instructionCard = z.object({ id, title: localized, text: localized });
export type InstructionCard = z.infer<typeof instructionCard>;

/** One remote service point of the register. */
export const point = z.object({
  id: slug,
  name: localized,
  municipality: localized,
  languages: z.array(language),
  timeZone: z.string(),
  addresses: z.array(pointAddress),
  /** Whom to ask when nobody comes; `email` is the lead's, who is told by escalation. */
  contact: z.object({ phone: z.string(), email: z.string() }),
  /** How to find the desk from the room's door. */
  desk: localized,
  openingHours: z.array(openingHours),
  exceptionalHours: z.array(exceptionalHours),
  /** Only the rooms that serve today. */
  rooms: z.array(roomSummary),
});
export type Point = z.infer<typeof point>;

/** A point as anybody may see it: nobody's address is in it, not even the lead's. */
export const shownPoint = point.extend({ contact: point.shape.contact.omit({ email: true }) });
export type ShownPoint = z.infer<typeof shownPoint>;

/** A point as those see it who keep the register. */
export const registeredPoint = point
  .omit({ rooms: true })
  .extend({ instructionCards: z.array(instructionCard), version: z.int().nonnegative() });
export type RegisteredPoint = z.infer<typeof registeredPoint>;

/** A time during which a point, or one of its rooms, serves nobody: `maintenance` is what the maintainer does there. */
export const closure = z.object({
  id,
  pointId: slug,
  /** null: the whole point. */
  roomId: slug.nullable(),
  kind: z.enum(['closure', 'maintenance']),
  from: instant,
  to: instant,
  reason: localized,
  version: z.int().nonnegative(),
});
export type Closure = z.infer<typeof closure>;
