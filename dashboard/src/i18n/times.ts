import { msg, str } from '@lit/localize';
import type { Language } from '@etapiste/protocol';
import { currentLanguage } from './languages.js';

/** All points of the pilot are in one zone; a point's own `timeZone` goes in where they are not. */
const homeZone = 'Europe/Helsinki';

/** Finland writes times its own way in every language: 9.52, not 9:52. */
const localeOf: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-FI' };
const here = (): string => localeOf[currentLanguage()];

/** Making a formatter is slow, and a board asks for many each second: each is made once for its language. */
const formatters = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function kept<F extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => F): F {
  const known = (formatters.get(key) as F | undefined) ?? make();
  formatters.set(key, known);
  return known;
}

const dates = (kind: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  kept(`${kind} ${here()} ${timeZone}`, () => new Intl.DateTimeFormat(here(), { ...options, timeZone }));
const numbers = (unit: string): Intl.NumberFormat =>
  kept(`${unit} ${here()}`, () => new Intl.NumberFormat(here(), { style: 'unit', unit, unitDisplay: 'short' }));

/** `9.52`, for columns of times. */
export const clock = (instant: string | Date, timeZone = homeZone): string =>
  dates('clock', timeZone, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

/** `9.52.10`, where a second matters. */
export const clockToSecond = (instant: string | Date, timeZone = homeZone): string =>
  dates('second', timeZone, { hour: 'numeric', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  );

/** `klo 9.52`, inside sentences. */
export const atClock = (instant: string | Date, timeZone = homeZone): string => msg(str`klo ${clock(instant, timeZone)}`);

/** `ti 24.11.` */
export const day = (instant: string | Date, timeZone = homeZone): string =>
  dates('day', timeZone, { weekday: 'short', day: 'numeric', month: 'numeric' }).format(new Date(instant));

/** `tiistai 24. marraskuuta 2026`, for whoever takes a paper home. */
export const longDay = (instant: string | Date, timeZone = homeZone): string =>
  dates('long-day', timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant));

/** `24.11.2026`, where the year matters. */
export const fullDay = (instant: string | Date, timeZone = homeZone): string =>
  dates('full-day', timeZone, { day: 'numeric', month: 'numeric', year: 'numeric' }).format(new Date(instant));

/** `klo 9.52` today, else `ti 24.11. klo 9.52`. */
export const when = (instant: string | Date, now: Date, timeZone = homeZone): string =>
  isToday(instant, now, timeZone) ? atClock(instant, timeZone) : `${day(instant, timeZone)} ${atClock(instant, timeZone)}`;

/** `klo 9.52 alkaen` today, else `ti 24.11. klo 9.52 alkaen`. */
export const since = (instant: string, now: Date, timeZone = homeZone): string =>
  isToday(instant, now, timeZone)
    ? msg(str`klo ${clock(instant, timeZone)} alkaen`)
    : msg(str`${day(instant, timeZone)} klo ${clock(instant, timeZone)} alkaen`);

const isToday = (instant: string | Date, now: Date, timeZone: string): boolean =>
  day(instant, timeZone) === day(now, timeZone) && Math.abs(now.getTime() - new Date(instant).getTime()) < 86_400_000;

/** A length of time, rounded down: `48 s`, `4 min`, `2 t 5 min`, `3 pv`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 60) return amount(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return amount(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return amount(Math.floor(hours / 24), 'day');
  return minutes % 60 === 0 ? amount(hours, 'hour') : `${amount(hours, 'hour')} ${amount(minutes % 60, 'minute')}`;
}

/** English abbreviations have a plural (4 mins); ours have none. */
const amount = (count: number, unit: 'second' | 'minute' | 'hour' | 'day'): string =>
  currentLanguage() === 'en'
    ? `${count} ${{ second: 's', minute: 'min', hour: 'h', day: 'd' }[unit]}`
    : numbers(unit).format(count);
