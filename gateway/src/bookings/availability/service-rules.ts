import { slotMinutes } from '@etapiste/protocol';
import type { BookingChannel, WhyNotCode } from '@etapiste/protocol';
import { daysInForce, timeWithin } from './hours.js';
import { intersect, type Interval } from './interval.js';
import type { Situation, WantedTime } from './situation.js';
import { WallDay } from './wall-day.js';

export const slotMs = slotMinutes * 60_000;

/** The slots of a time that begins at `from`, epoch milliseconds. */
export const slotsFrom = (from: number, slots: number): number[] =>
  Array.from({ length: slots }, (_, index) => from + index * slotMs);

/** Why a service can never be had like that, whatever the time. */
export function refusals(
  { maxSlots, service }: Situation,
  { slots, channel }: Pick<WantedTime, 'slots' | 'channel'>,
): WhyNotCode[] {
  const refused = channel === 'walk-in' ? 'booking' : 'walk-in';
  return [
    ...(slots > maxSlots ? ['too-long' as const] : []),
    ...(service.access === refused ? ['not-by-this-channel' as const] : []),
  ];
}

/** When a time may begin: without a booking in the running slot, with one from now to the end of the horizon. */
export function beginnings({ now, timeZone, horizonDays }: Situation, channel: BookingChannel): Interval {
  const from = now.getTime();
  if (channel !== 'walk-in') return { from, to: WallDay.at(timeZone, from).after(horizonDays).to };
  const running = Math.floor(from / slotMs) * slotMs;
  return { from: running, to: running + slotMs };
}

/** When the service is offered at the point. */
export const offeredTime = ({ service, agreements }: Situation, days: readonly WallDay[]): Interval[] =>
  intersect(daysInForce(days, [service]), daysInForce(days, agreements));

type ExpertCalendar = Situation['calendars'][number];

export const expertHours = ({ hours, exceptionalHours }: ExpertCalendar) => ({ weekly: hours, exceptional: exceptionalHours });

/** When the experts of a calendar serve. */
export const expertTime = (calendar: ExpertCalendar, days: readonly WallDay[]): Interval[] =>
  intersect(timeWithin(days, expertHours(calendar)), daysInForce(days, [calendar]));
