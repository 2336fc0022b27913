import type { ClosedTime, WhyNot } from '@etapiste/protocol';
import { daysInForce } from './hours.js';
import { intersect, type Interval, subtract, union } from './interval.js';
import { buildingHours, serviceTime } from './point-rules.js';
import { because, outside, quietDay } from './reasons.js';
import type { PointSituation, WantedDays } from './situation.js';
import { WallDay } from './wall-day.js';

/**
 * When nobody is served on those days although it is within the service hours, for a timetable. What closes the whole point is told once,
 * by its first reason; then follows what closes single rooms meanwhile open.
 */
export function closedTimes(point: PointSituation, wanted: Pick<WantedDays, 'from' | 'days'>): ClosedTime[] {
  const first = WallDay.of(point.timeZone, wanted.from);
  const within = { from: first.from, to: first.after(wanted.days - 1).to };
  const days = WallDay.around(point.timeZone, within);
  const closed: ClosedTime[] = [];
  let open = intersect(serviceTime(point, days), [within]);
  const tell = (times: readonly Interval[], why: WhyNot): void => {
    closed.push(...times.map(({ from, to }) => ({ from: text(from), to: text(to), roomId: why.roomId, why })));
  };
  const close = (times: readonly Interval[], why: WhyNot): void => {
    tell(intersect(open, union(times)), why);
    open = subtract(open, union(times));
  };

  for (const day of days) for (const why of quietDay(point, day)) close([day], why);
  const hours = { weekly: 'point-closed-then', exceptional: 'exceptional-hours' } as const;
  for (const { why, ...gap } of outside(open, days, buildingHours(point), hours)) close([gap], why);
  for (const closure of closuresOf(point, null)) close([closure], closure.why);

  for (const room of point.rooms) {
    const inUse = daysInForce(days, [room]);
    tell(subtract(open, inUse), because('no-room-then', null, room.id));
    const closures = closuresOf(point, room.id);
    for (const [index, closure] of closures.entries()) {
      const told = union(closures.slice(0, index));
      tell(intersect(subtract(intersect(open, inUse), told), union([closure])), closure.why);
    }
  }
  return closed.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

const text = (instant: number): string => new Date(instant).toISOString();

/** `roomId` null: those of the whole point. */
const closuresOf = ({ closures }: PointSituation, roomId: string | null) =>
  closures
    .filter((closure) => closure.roomId === roomId)
    .map(({ from, to, reason }) => ({ from: from.getTime(), to: to.getTime(), why: because('closure', reason, roomId) }));
