import { z } from 'zod';
import { language, localized, slug } from '../wire/index.js';

const weekday = z.enum(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']);
/** `24:00` is the end of a day; nothing comes after it. */
const wallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Hours on days of the week, wall time in the point's zone, in the shape of PTV (STANDARDS D.4). */
export const openingHours = z.object({ dayFrom: weekday, dayTo: weekday, from: wallTime, to: wallTime });
export type OpeningHours = z.infer<typeof openingHours>;

/** One room of a point: a room or a module. `number` is what its door says. */
export const roomSummary = z.object({ id: slug, kind: z.enum(['room', 'module']), number: z.int().positive() });
export type RoomSummary = z.infer<typeof roomSummary>;

/** One remote service point of the register. */
export const point = z.object({
  id: slug,
  name: localized,
  municipality: localized,
  languages: z.array(language),
  timeZone: z.string(),
  /** Whom to ask when nobody comes; `email` is the lead's, who is told by escalation. */
  contact: z.object({ phone: z.string(), email: z.string() }),
  /** How to find the desk from the room's door. */
  desk: localized,
  openingHours: z.array(openingHours),
  rooms: z.array(roomSummary),
});
export type Point = z.infer<typeof point>;

/** A point as anybody may see it: nobody's address is in it, not even the lead's. */
export const shownPoint = point.extend({ contact: point.shape.contact.omit({ email: true }) });
export type ShownPoint = z.infer<typeof shownPoint>;
