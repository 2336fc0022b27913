import { Temporal } from 'temporal-polyfill';

/** The zone of rules that hold for all points. */
export const homeZone = 'Europe/Helsinki';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // Swedish writes days as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}

/**
 * The day on the wall of a zone, `2026-11-23`.
 * @throws RangeError for a zone that does not exist
 */
export const dayIn = (timeZone: string, at: Date): string => formatIn(timeZone).format(at);

/** From the first moment of a day on, and before the first one after another: half-open, on the wall of a zone. */
export function daysIn(timeZone: string, first: string, last: string): { readonly from: Date; readonly to: Date } {
  return { from: startOf(timeZone, first), to: startOf(timeZone, Temporal.PlainDate.from(last).add({ days: 1 }).toString()) };
}

const startOf = (timeZone: string, day: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
