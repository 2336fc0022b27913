import { eveOn, publicHolidayOn } from './holidays.js';
import { daysInForce, type Hours, timeWithin, weeklyOn } from './hours.js';
import { intersect, type Interval, subtract, union } from './interval.js';
import type { PointSituation } from './situation.js';
import type { WallDay } from './wall-day.js';

export const buildingHours = ({ openingHours, exceptionalHours }: PointSituation): Hours => ({
  weekly: openingHours,
  exceptional: exceptionalHours,
});

/** When remote service is given at most, by the policies of the day on which the hours begin. */
export const serviceTime = (point: PointSituation, days: readonly WallDay[]): Interval[] =>
  union(days.flatMap((day) => weeklyOn(day, point.rulesOn(day.name).serviceHours)));

/**
 * When a point as a whole serves: service hours within building hours, without closures, public holidays and closed eves. Those two last
 * from midnight to midnight, and nothing opens a holiday: not even hours that a point has set for that very day.
 */
export function pointTime(point: PointSituation, days: readonly WallDay[]): Interval[] {
  const open = intersect(serviceTime(point, days), timeWithin(days, buildingHours(point)));
  const quiet = days.filter((day) => publicHolidayOn(day) ?? eveOn(day, point.rulesOn(day.name).closedEves));
  return subtract(open, union([...quiet, ...closuresOf(point, null)]));
}

/** When one room is in use, apart from when the point serves. */
export function roomTime(point: PointSituation, days: readonly WallDay[], room: PointSituation['rooms'][number]): Interval[] {
  return subtract(daysInForce(days, [room]), union(closuresOf(point, room.id)));
}

/** `roomId` null: those of the whole point. */
const closuresOf = ({ closures }: PointSituation, roomId: string | null): Interval[] =>
  closures.filter((closure) => closure.roomId === roomId).map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() }));
