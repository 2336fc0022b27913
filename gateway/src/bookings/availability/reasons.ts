import type { Localized, WhyNot, WhyNotCode } from '@etapiste/protocol';
import { eveOn, publicHolidayOn } from './holidays.js';
import { exceptionBehind, type Hours, timeWithin } from './hours.js';
import { intersect, type Interval, subtract } from './interval.js';
import type { PointSituation } from './situation.js';
import type { WallDay } from './wall-day.js';

export const because = (code: WhyNotCode, reason: Localized | null = null, roomId: string | null = null): WhyNot => ({
  code,
  reason,
  roomId,
});

/** Why nobody serves on a day that is a holiday or a closed eve. */
export function quietDay(point: Pick<PointSituation, 'rulesOn'>, day: WallDay): WhyNot[] {
  const [holiday, eve] = [publicHolidayOn(day), eveOn(day, point.rulesOn(day.name).closedEves)];
  return [...(holiday ? [because('public-holiday', holiday)] : []), ...(eve ? [because('closed-eve', eve)] : [])];
}

/** What codes tell that weekly hours, or what holds instead of them, do not reach so far. */
interface HoursCodes {
  readonly weekly: WhyNotCode;
  readonly exceptional: WhyNotCode;
}

/** The parts of some times that are outside hours, each with its reason. The days are those around the times. */
export function outside(times: readonly Interval[], days: readonly WallDay[], hours: Hours, codes: HoursCodes): Gap[] {
  const missing = subtract(times, timeWithin(days, hours));
  return days.flatMap((day) =>
    intersect(missing, [day]).map((gap) => {
      const exception = exceptionBehind(day, gap, hours);
      return { ...gap, why: exception ? because(codes.exceptional, exception.reason) : because(codes.weekly) };
    }),
  );
}

interface Gap extends Interval {
  readonly why: WhyNot;
}
