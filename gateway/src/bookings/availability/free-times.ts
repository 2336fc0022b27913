import { intersect, type Interval } from './interval.js';
import { pointTime, roomTime } from './point-rules.js';
import { beginnings, expertTime, offeredTime, refusals, slotMs, slotsFrom } from './service-rules.js';
import { type FreeResources, roomResource, seatResource, type Situation, type WantedDays } from './situation.js';
import { WallDay } from './wall-day.js';

/**
 * The times on those days that can be booked, the first ones first, each with every room and every seat that is free for the whole of it
 * . Days are reckoned as intervals, slots are made of what is left of them.
 */
export function freeTimes(situation: Situation, wanted: WantedDays): FreeResources[] {
  if (refusals(situation, wanted).length > 0) return [];
  const first = WallDay.of(situation.timeZone, wanted.from);
  const allowed = beginnings(situation, wanted.channel);
  const [within] = intersect([allowed], [{ from: first.from, to: first.after(wanted.days - 1).to }]);
  if (!within) return [];
  const days = WallDay.around(situation.timeZone, within);
  const open = intersect(pointTime(situation, days), offeredTime(situation, days));
  const free = new Map<number, FreeResources>();
  const isFree = (resource: string, from: number): boolean =>
    slotsFrom(from, wanted.slots).every((slot) => !situation.isTaken(resource, slot));

  for (const room of situation.rooms) {
    for (const from of slotsWithin(intersect(open, roomTime(situation, days, room)), within, wanted.slots)) {
      if (!isFree(roomResource(room.id), from)) continue;
      const time = free.get(from) ?? { from: new Date(from), roomIds: [], seats: [] };
      free.set(from, time);
      time.roomIds.push(room.id);
    }
  }
  for (const calendar of situation.calendars.filter(({ channels }) => channels.includes(wanted.channel))) {
    const seats = Array.from({ length: calendar.seats }, (_, index) => seatResource(calendar.id, index + 1));
    for (const from of slotsWithin(intersect(open, expertTime(calendar, days)), within, wanted.slots)) {
      free.get(from)?.seats.push(...seats.filter((seat) => isFree(seat, from)));
    }
  }
  return [...free.values()].filter(({ seats }) => seats.length > 0).toSorted((a, b) => a.from.getTime() - b.from.getTime());
}

/** Where `slots` half hours can begin that are wholly within an interval; odd hours are thereby rounded inwards. */
function* slotsWithin(intervals: readonly Interval[], beginning: Interval, slots: number): Generator<number> {
  for (const { from, to } of intervals) {
    const last = Math.min(to - slots * slotMs, beginning.to - 1);
    for (let slot = Math.ceil(Math.max(from, beginning.from) / slotMs) * slotMs; slot <= last; slot += slotMs) yield slot;
  }
}
