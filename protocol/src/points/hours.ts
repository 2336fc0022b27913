import { z } from 'zod';
import { localized } from '../wire/index.js';

export const weekday = z.enum(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']);
export type Weekday = z.infer<typeof weekday>;

/** Wall time in the point's zone. `24:00` is the end of a day; nothing comes after it. */
export const wallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** A day of the calendar in the point's zone, `2026-11-23`. */
export const day = z.iso.date();

/** From one wall time to another; where `to` is not after `from`, it is on the day after: `20:00`–`02:00`. */
export const wallSpan = z.object({ from: wallTime, to: wallTime });
export type WallSpan = z.infer<typeof wallSpan>;

/** Hours on days of the week, wall time in the point's zone, in the shape of PTV (STANDARDS D.4); both days are included. */
export const openingHours = wallSpan.extend({
  dayFrom: weekday,
  dayTo: weekday,
  validFrom: day.optional(),
  validTo: day.optional(),
});
export type OpeningHours = z.infer<typeof openingHours>;

/** What holds on some days instead of the weekly hours; without any span it is closed. Both days are included. */
export const exceptionalHours = z.object({ from: day, to: day, spans: z.array(wallSpan).max(10), reason: localized.nullable() });
export type ExceptionalHours = z.infer<typeof exceptionalHours>;
