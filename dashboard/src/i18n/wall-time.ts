import { Temporal } from 'temporal-polyfill';

/** The day on the wall of a zone, `2026-11-23`. */
export const dayOf = (instant: string | Date, timeZone: string): string => wall(instant, timeZone).toPlainDate().toString();

/** The time on the wall of a zone, `09:30`. */
export const timeOf = (instant: string | Date, timeZone: string): string =>
  wall(instant, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

/** The instant at which the wall of a zone shows a day and a time; on nights that change, as `compatible` of Temporal says. */
export const instantOf = (day: string, time: string, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds);

export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** The Monday of a day's week: weeks are ISO's. */
export const mondayOf = (day: string): string => addDays(day, 1 - Temporal.PlainDate.from(day).dayOfWeek);

/** The number of a day's week by ISO 8601, as Finnish calendars count. */
export const weekOf = (day: string): number => Temporal.PlainDate.from(day).weekOfYear ?? 0;

const wall = (instant: string | Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(new Date(instant).getTime()).toZonedDateTimeISO(timeZone);
