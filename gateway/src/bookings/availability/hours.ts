import type { ExceptionalHours, OpeningHours, WallSpan } from '@etapiste/protocol';
import { weekday } from '@etapiste/protocol';
import { type Interval, overlap, union } from './interval.js';
import type { WallDay } from './wall-day.js';

/** Weekly hours and what holds instead of them. Hours that go over midnight belong to the day on which they begin. */
export interface Hours {
  readonly weekly: readonly OpeningHours[];
  readonly exceptional: readonly ExceptionalHours[];
}

interface Dates {
  readonly validFrom?: string | null | undefined;
  readonly validTo?: string | null | undefined;
}

const isWithin = (day: WallDay, from: string | null | undefined, to: string | null | undefined): boolean =>
  (!from || from <= day.name) && (!to || day.name <= to);

/** The days on which one of these is in force, both its days included, from midnight to midnight. */
export const daysInForce = (days: readonly WallDay[], dated: readonly Dates[]): Interval[] =>
  union(days.filter((day) => dated.some(({ validFrom, validTo }) => isWithin(day, validFrom, validTo))));

/** The weekly hours that begin on a day, whether or not something else holds instead of them. */
export function weeklyOn(day: WallDay, weekly: readonly OpeningHours[]): Interval[] {
  return weekly
    .filter(({ validFrom, validTo }) => isWithin(day, validFrom, validTo))
    .filter(({ dayFrom, dayTo }) => daysFrom(dayFrom, day.weekday) <= daysFrom(dayFrom, dayTo))
    .map((span) => timeOf(day, span));
}

/** What holds on a day instead of the weekly hours: of several the one for the fewest days, the last of them in the list. */
export const exceptionOn = (day: WallDay, exceptional: readonly ExceptionalHours[]): ExceptionalHours | undefined =>
  exceptional
    .filter(({ from, to }) => isWithin(day, from, to))
    .toSorted((a, b) => lengthMs(b) - lengthMs(a))
    .at(-1);

/** The time within hours that begin on these days. */
export function timeWithin(days: readonly WallDay[], { weekly, exceptional }: Hours): Interval[] {
  return union(
    days.flatMap((day) => {
      const exception = exceptionOn(day, exceptional);
      return exception ? exception.spans.map((span) => timeOf(day, span)) : weeklyOn(day, weekly);
    }),
  );
}

/** The exception because of which a time on a day, outside the hours, is outside them; undefined when it always is. */
export function exceptionBehind(day: WallDay, time: Interval, { weekly, exceptional }: Hours): ExceptionalHours | undefined {
  const before = day.after(-1);
  const lastNight = weeklyOn(before, weekly).some((interval) => overlap(interval, time));
  return exceptionOn(day, exceptional) ?? (lastNight ? exceptionOn(before, exceptional) : undefined);
}

function timeOf(day: WallDay, { from, to }: WallSpan): Interval {
  return { from: day.instantOf(from), to: (from < to ? day : day.after(1)).instantOf(to) };
}

const daysFrom = (first: OpeningHours['dayFrom'], other: OpeningHours['dayFrom']): number =>
  (weekday.options.indexOf(other) - weekday.options.indexOf(first) + 7) % 7;

const lengthMs = ({ from, to }: ExceptionalHours): number => Date.parse(to) - Date.parse(from);
