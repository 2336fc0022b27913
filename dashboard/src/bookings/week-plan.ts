import { slotMinutes, type Booking, type ClosedTime, type FreeTime, type Hold, type WhyNot } from '@etapiste/protocol';
import { addDays, dayOf, instantOf, timeOf } from '../i18n/wall-time.js';
import type { Timetable } from './bookings.data.js';

/** What stands in one place of a calendar: a column is a day, or a room of one day. */
export type Entry = { readonly row: number; readonly rows: number; readonly from: string } & (
  | { readonly kind: 'booking'; readonly booking: Booking }
  | { readonly kind: 'hold'; readonly hold: Hold }
  | { readonly kind: 'free'; readonly roomId: string }
  | { readonly kind: 'closed'; readonly why: WhyNot; readonly until: string }
  | { readonly kind: 'nothing'; readonly isPast: boolean }
);

export interface Column {
  readonly day: string;
  readonly roomId: string;
  readonly entries: readonly Entry[];
}

export interface Plan {
  /** Wall times of the rows, `09:00`. */
  readonly times: readonly string[];
  readonly columns: readonly Column[];
}

export interface PlanOf {
  readonly timeZone: string;
  readonly now: Date;
  /** Day and room of each column. */
  readonly columns: readonly { readonly day: string; readonly roomId: string }[];
  readonly timetable: Timetable | undefined;
  readonly free: readonly FreeTime[];
}

/** The pilot's hours: a calendar never shows less than these, so that it does not jump from week to week. */
const usual = { first: 9 * 60, last: 15 * 60 };

/** Lays out days: every half hour of every column is something, and nothing is in two places. */
export function planOf({ timeZone, now, columns, timetable, free }: PlanOf): Plan {
  const shown = new Set(columns.map(({ day }) => day));
  const happening = [...(timetable?.bookings ?? []), ...(timetable?.holds ?? []), ...free].filter(({ from }) =>
    shown.has(dayOf(from, timeZone)),
  );
  const begins = happening.map(({ from }) => minutesOf(timeOf(from, timeZone)));
  const first = Math.min(usual.first, ...begins);
  const last = Math.max(usual.last, ...begins.map((minutes) => minutes + 2 * slotMinutes));
  const times = Array.from({ length: Math.ceil((last - first) / slotMinutes) }, (_, row) => textOf(first + row * slotMinutes));
  return {
    times,
    columns: columns.map(({ day, roomId }) => ({
      day,
      roomId,
      entries: columnOf(
        times.map((time) => instantOf(day, time, timeZone)),
        {
          bookings: (timetable?.bookings ?? []).filter((booking) => booking.roomId === roomId),
          holds: (timetable?.holds ?? []).filter((hold) => hold.roomId === roomId),
          free: free.filter(({ roomIds }) => roomIds.includes(roomId)),
          closed: (timetable?.closed ?? []).filter((closed) => (closed.roomId ?? roomId) === roomId),
        },
        { roomId, now },
      ),
    })),
  };
}

/** The days of a week that are shown: the weekend only when something is there. */
export function daysShown(
  monday: string,
  timeZone: string,
  timetable: Timetable | undefined,
  free: readonly FreeTime[],
): string[] {
  const busy = new Set([...(timetable?.bookings ?? []), ...free].map(({ from }) => dayOf(from, timeZone)));
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index)).filter((day, index) => index < 5 || busy.has(day));
}

interface InColumn {
  readonly bookings: readonly Booking[];
  readonly holds: readonly Hold[];
  readonly free: readonly FreeTime[];
  readonly closed: readonly ClosedTime[];
}

function columnOf(
  starts: readonly Date[],
  its: InColumn,
  { roomId, now }: { readonly roomId: string; readonly now: Date },
): Entry[] {
  const entries: Entry[] = [];
  let row = 0;
  while (row < starts.length) {
    const entry = entryAt(starts, row, its, { roomId, now });
    entries.push(entry);
    row += entry.rows;
  }
  return entries;
}

function entryAt(
  starts: readonly Date[],
  row: number,
  { bookings, holds, free, closed }: InColumn,
  { roomId, now }: { readonly roomId: string; readonly now: Date },
): Entry {
  const start = starts[row] as Date;
  const at = { row, from: start.toISOString() };
  const begins = ({ from }: { readonly from: string }) => new Date(from).getTime() === start.getTime();
  const rowsOf = (slots: number) => Math.min(slots, starts.length - row);
  const booking = bookings.find(begins);
  if (booking) return { ...at, rows: rowsOf(booking.slots), kind: 'booking', booking };
  const hold = holds.find(begins);
  if (hold) return { ...at, rows: rowsOf(hold.slots), kind: 'hold', hold };
  if (free.some(begins)) return { ...at, rows: 1, kind: 'free', roomId };
  const shut = closed.find((each) => isWithin(start, each));
  if (!shut) return { ...at, rows: 1, kind: 'nothing', isPast: start.getTime() + slotMinutes * 60_000 <= now.getTime() };
  const isTaken = (index: number) =>
    [...bookings, ...holds].some(({ from }) => new Date(from).getTime() === starts[index]?.getTime());
  let rows = 1;
  while (row + rows < starts.length && isWithin(starts[row + rows] as Date, shut) && !isTaken(row + rows)) rows += 1;
  return { ...at, rows, kind: 'closed', why: shut.why, until: shut.to };
}

const isWithin = (start: Date, { from, to }: ClosedTime): boolean =>
  start.getTime() < new Date(to).getTime() && start.getTime() + slotMinutes * 60_000 > new Date(from).getTime();

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const textOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
