import { Temporal } from 'temporal-polyfill';
import { daysIn } from '../time/day-in.js';

/** So many days later, or earlier. */
export const daysAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** Half-open: from the beginning of the first day to that of the day after the last one. */
export const spanOf = (from: string, days: number, timeZone: string): { readonly from: Date; readonly to: Date } =>
  daysIn(timeZone, from, daysAfter(from, days - 1));
