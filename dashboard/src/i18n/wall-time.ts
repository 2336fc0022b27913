import { Temporal } from 'temporal-polyfill';
import type { Weekday } from '@etapiste/protocol';

const weekdays: readonly Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/**
 * The moment at which a clock on a wall of that zone shows `2026-11-24T09:30`. A time that the spring night skips is read as the clock
 * that was not moved would show it; of a time that the autumn night repeats it is the first.
 */
export const instantOf = (wall: string, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).epochMilliseconds);

/** What a clock on a wall of that zone shows then: `2026-11-24T09:30`. */
export const wallOf = (instant: string | Date, timeZone: string): string =>
  zoned(instant, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });

/** The day of that moment in that zone: `2026-11-24`. */
export const dayOf = (instant: string | Date, timeZone: string): string => zoned(instant, timeZone).toPlainDate().toString();

/** The midnight, or whatever comes first, with which a day begins there. */
export const beginningOf = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

/** So many days later; earlier when less than none. */
export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** How many days there are from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, 1 - Temporal.PlainDate.from(day).dayOfWeek);

export const weekdayOf = (day: string): Weekday => weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 'MON';

/** As people count weeks here (ISO 8601). */
export const weekOf = (day: string): number => Temporal.PlainDate.from(day).weekOfYear ?? 0;

/** Minutes since midnight on the wall: `2026-11-24T09:30` is 570. */
export const minuteOf = (wall: string): number => {
  const { hour, minute } = Temporal.PlainDateTime.from(wall);
  return hour * 60 + minute;
};

const zoned = (instant: string | Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(new Date(instant).getTime()).toZonedDateTimeISO(timeZone);
