import type { Booking, ClosedTime, FreeTime, Hold } from '@etapiste/protocol';
import { addDays, instantOf, minuteOf, wallOf, weekdayOf } from '../i18n/wall-time.js';
import type { Timetable } from './bookings.data.js';

/** One room on one day. */
export interface Column {
  readonly day: string;
  readonly roomId: string;
}

/** What stands in a column from a half hour on, for some half hours. `row` counts half hours from the view's first. */
export type Block = { readonly row: number; readonly rows: number; readonly from: string } & (
  | { readonly kind: 'free'; readonly time: FreeTime }
  | { readonly kind: 'booking'; readonly booking: Booking }
  | { readonly kind: 'held'; readonly hold: Hold }
  | { readonly kind: 'closed'; readonly closed: ClosedTime }
  /** Not free, and why is a question. */
  | { readonly kind: 'empty'; readonly isPast: boolean }
);

export interface ViewedWeek {
  readonly columns: readonly { readonly column: Column; readonly blocks: readonly Block[] }[];
  /** The half hours of the view as wall times: `09:00`, `09:30`, … */
  readonly hours: readonly string[];
}

interface Known {
  readonly timetable: Timetable;
  readonly free: readonly FreeTime[];
  readonly timeZone: string;
  readonly now: Date;
}

const halfHour = 30;
/** What is always shown, in half hours from midnight: 9.00–15.00, the usual hours of remote service. */
const usualRows = [18, 30] as const;

/** Monday to Friday, and the weekend when there is anything on it. */
export function daysShown(monday: string, { timetable, free, timeZone }: Known): readonly string[] {
  const starts = [...timetable.bookings, ...timetable.holds, ...free].map(({ from }) => wallOf(from, timeZone).slice(0, 10));
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index)).filter(
    (day) => !['SAT', 'SUN'].includes(weekdayOf(day)) || starts.includes(day),
  );
}

/** All that happens in some rooms on some days, laid out in half hours. */
export function viewedWeek(columns: readonly Column[], known: Known): ViewedWeek {
  const { timetable, free, timeZone } = known;
  const days = new Set(columns.map(({ day }) => day));
  const spans = [...timetable.bookings, ...timetable.holds, ...free.map(({ from }) => ({ from, slots: 1 }))]
    .map(({ from, slots }) => ({ wall: wallOf(from, timeZone), slots }))
    .filter(({ wall }) => days.has(wall.slice(0, 10)))
    .map(({ wall, slots }) => [minuteOf(wall) / halfHour, minuteOf(wall) / halfHour + slots] as const);
  const first = Math.min(usualRows[0], ...spans.map(([from]) => Math.floor(from)));
  const last = Math.max(usualRows[1], ...spans.map(([, to]) => Math.min(48, Math.ceil(to))));
  const hours = Array.from({ length: last - first }, (_, index) => wallClock(first + index));
  return { hours, columns: columns.map((column) => ({ column, blocks: blocksOf(column, hours, known) })) };
}

function blocksOf({ day, roomId }: Column, hours: readonly string[], known: Known): readonly Block[] {
  const { timetable, free, timeZone, now } = known;
  const bookings = startingWithin(timetable.bookings, roomId);
  const holds = startingWithin(timetable.holds, roomId);
  const frees = new Map(free.filter(({ roomIds }) => roomIds.includes(roomId)).map((time) => [momentOf(time.from), time]));
  const blocks: Block[] = [];
  for (let row = 0; row < hours.length;) {
    const at = instantOf(`${day}T${hours[row]}`, timeZone);
    const place = { row, from: at.toISOString() };
    const booking = bookings.get(at.getTime());
    const hold = holds.get(at.getTime());
    const time = frees.get(at.getTime());
    const closed = timetable.closed.find((each) => isClosed(each, roomId, at));
    const taken = booking ?? hold;
    if (taken) {
      const rows = Math.min(taken.slots, hours.length - row);
      blocks.push(booking ? { ...place, rows, kind: 'booking', booking } : { ...place, rows, kind: 'held', hold: taken as Hold });
      row += rows;
    } else if (time) {
      blocks.push({ ...place, rows: 1, kind: 'free', time });
      row += 1;
    } else if (closed) {
      let rows = 1;
      const goesOn = (moment: Date): boolean =>
        isClosed(closed, roomId, moment) && !bookings.has(moment.getTime()) && !holds.has(moment.getTime());
      while (row + rows < hours.length && goesOn(instantOf(`${day}T${hours[row + rows]}`, timeZone))) rows += 1;
      blocks.push({ ...place, rows, kind: 'closed', closed });
      row += rows;
    } else {
      blocks.push({ ...place, rows: 1, kind: 'empty', isPast: at <= now });
      row += 1;
    }
  }
  return blocks;
}

const startingWithin = <T extends { readonly from: string; readonly roomId: string }>(
  things: readonly T[],
  roomId: string,
): ReadonlyMap<number, T> => new Map(things.filter((each) => each.roomId === roomId).map((each) => [momentOf(each.from), each]));

const isClosed = (closed: ClosedTime, roomId: string, at: Date): boolean =>
  (closed.roomId === null || closed.roomId === roomId) &&
  momentOf(closed.from) <= at.getTime() &&
  at.getTime() < momentOf(closed.to);

const momentOf = (instant: string): number => new Date(instant).getTime();

const wallClock = (row: number): string => `${String(Math.floor(row / 2)).padStart(2, '0')}:${row % 2 === 0 ? '00' : '30'}`;

/** The columns of a view: one day's rooms, or one room's days. */
export const columnsOf = (
  { view, day, roomId }: { readonly view: 'day' | 'week' | 'list'; readonly day: string; readonly roomId: string },
  roomIds: readonly string[],
  monday: string,
  known: Known,
): readonly Column[] =>
  view === 'day' ? roomIds.map((id) => ({ day, roomId: id })) : daysShown(monday, known).map((each) => ({ day: each, roomId }));
