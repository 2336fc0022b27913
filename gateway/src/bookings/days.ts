import { Temporal } from 'temporal-polyfill';

/** The day of a moment in a zone, `2026-11-23`. */
export const dayOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** So many days later, or earlier. */
export const daysAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** When a day begins in a zone. */
export const startOf = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

/** Half-open: from the beginning of the first day to that of the day after the last one. */
export const spanOf = (from: string, days: number, timeZone: string): { from: Date; to: Date } => ({
  from: startOf(from, timeZone),
  to: startOf(daysAfter(from, days), timeZone),
});
