import type { ExceptionalHours, OpeningHours } from '@etapiste/protocol';
import type { FreeResources, PointSituation, Situation, WantedDays } from '../bookings/availability/situation.js';

/** Every time in the tests is a multiple of this. */
export const stepMs = 5 * 60_000;
const slotMs = 30 * 60_000;
const dayMs = 24 * 60 * 60_000;
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

/** Copied from a printed calendar, not reckoned. */
export const publicHolidays = [
  // The two years, and the days about them that a situation reaches.
  '2026-12-25 2026-12-26 2029-01-01 2029-01-06',
  '2027-01-01 2027-01-06 2027-03-26 2027-03-28 2027-03-29 2027-05-01 2027-05-06',
  '2027-05-16 2027-06-26 2027-11-06 2027-12-06 2027-12-25 2027-12-26 2028-01-01',
  '2028-01-06 2028-04-14 2028-04-16 2028-04-17 2028-05-01 2028-05-25 2028-06-04',
  '2028-06-24 2028-11-04 2028-12-06 2028-12-25 2028-12-26',
].flatMap((days) => days.split(' '));
const eves = {
  'midsummer-eve': ['2027-06-25', '2028-06-23'],
  'christmas-eve': ['2026-12-24', '2027-12-24', '2028-12-24'],
  'new-years-eve': ['2026-12-31', '2027-12-31', '2028-12-31'],
};

/**
 * The rules of availability once more, slow and as plain as can be: it asks every five minutes of every slot what the clock on the wall
 * says, and whether that is within each rule.
 */
export function slowFreeTimes(situation: Situation, wanted: WantedDays): FreeResources[] {
  const free: FreeResources[] = [];
  const midnight = Date.parse(wanted.from);
  for (let from = midnight - dayMs; from < midnight + (wanted.days + 1) * dayMs; from += slotMs) {
    const day = wallClock(situation.timeZone, from).slice(0, 10);
    if (day < wanted.from || day >= dayAfter(wanted.from, wanted.days)) continue;
    const time = slowFreeTime(situation, from, wanted);
    if (time) free.push(time);
  }
  return free;
}

export function slowFreeTime(situation: Situation, from: number, { slots, channel }: Pick<WantedDays, 'slots' | 'channel'>) {
  const { timeZone, now, service } = situation;
  const today = wallClock(timeZone, now.getTime()).slice(0, 10);
  const moments = Array.from({ length: (slots * slotMs) / stepMs }, (_, index) => from + index * stepMs);
  const isAlways = (isSo: (moment: number) => boolean): boolean => moments.every(isSo);
  const isFree = (resource: string): boolean =>
    !situation.isTaken(resource, from) && (slots === 1 || !situation.isTaken(resource, from + slotMs));

  if (slots > situation.maxSlots) return undefined;
  if (channel === 'walk-in') {
    if (service.access === 'booking') return undefined;
    if (now.getTime() < from || now.getTime() >= from + slotMs) return undefined;
  } else {
    if (service.access === 'walk-in') return undefined;
    if (from < now.getTime()) return undefined;
    if (wallClock(timeZone, from).slice(0, 10) > dayAfter(today, situation.horizonDays)) return undefined;
  }
  const isOffered = (moment: number): boolean => {
    const day = wallClock(timeZone, moment).slice(0, 10);
    return isInForce(day, service) && situation.agreements.some((agreement) => isInForce(day, agreement));
  };
  if (!isAlways((moment) => isServing(situation, moment)) || !isAlways(isOffered)) return undefined;
  const roomIds = situation.rooms
    .filter(({ id }) => isAlways((moment) => isRoomServing(situation, id, moment)) && isFree(`room ${id}`))
    .map(({ id }) => id);
  const seats = situation.calendars
    .filter(({ channels }) => channels.includes(channel))
    .filter((calendar) => isAlways((moment) => isInForce(wallClock(timeZone, moment).slice(0, 10), calendar)))
    .filter(({ hours, exceptionalHours }) => isAlways((moment) => isWithinHours(timeZone, moment, hours, exceptionalHours)))
    .flatMap(({ id, seats: count }) => Array.from({ length: count }, (_, index) => `seat ${id}/${index + 1}`))
    .filter(isFree);
  return roomIds.length > 0 && seats.length > 0 ? { from: new Date(from), roomIds, seats } : undefined;
}

export function isServing(point: PointSituation, moment: number): boolean {
  const day = wallClock(point.timeZone, moment).slice(0, 10);
  if (publicHolidays.includes(day)) return false;
  if (point.rulesOn(day).closedEves.some((eve) => eves[eve].includes(day))) return false;
  if (point.closures.some(({ roomId, from, to }) => roomId === null && +from <= moment && moment < +to)) return false;
  return isWithinServiceHours(point, moment) && isWithinHours(point.timeZone, moment, point.openingHours, point.exceptionalHours);
}

/** Where the hours of the day before last into the night, its own policies say so. */
export const isWithinServiceHours = (point: PointSituation, moment: number): boolean =>
  daysReaching(point.timeZone, moment).some((day) =>
    point.rulesOn(day).serviceHours.some((hours) => isOn(day, hours) && isWithinSpan(point.timeZone, moment, day, hours)),
  );

export function isRoomServing(point: PointSituation, roomId: string, moment: number): boolean {
  const room = point.rooms.find(({ id }) => id === roomId);
  if (!room || !isInForce(wallClock(point.timeZone, moment).slice(0, 10), room)) return false;
  return !point.closures.some((closure) => closure.roomId === roomId && +closure.from <= moment && moment < +closure.to);
}

function isWithinHours(zone: string, moment: number, weekly: readonly OpeningHours[], exceptional: readonly ExceptionalHours[]) {
  return daysReaching(zone, moment).some((day) => {
    const exception = exceptionOn(day, exceptional);
    const spans = exception ? exception.spans : weekly.filter((hours) => isOn(day, hours));
    return spans.some((span) => isWithinSpan(zone, moment, day, span));
  });
}

function exceptionOn(day: string, exceptional: readonly ExceptionalHours[]): ExceptionalHours | undefined {
  let narrowest: ExceptionalHours | undefined;
  for (const one of exceptional) {
    if (day < one.from || day > one.to) continue;
    const length = Date.parse(one.to) - Date.parse(one.from);
    if (!narrowest || length <= Date.parse(narrowest.to) - Date.parse(narrowest.from)) narrowest = one;
  }
  return narrowest;
}

/** The day that it is and the day before, whose hours may last into the night. */
function daysReaching(zone: string, moment: number): [string, string] {
  const day = wallClock(zone, moment).slice(0, 10);
  return [day, dayAfter(day, -1)];
}

function isOn(day: string, { dayFrom, dayTo, validFrom, validTo }: OpeningHours): boolean {
  if (!isInForce(day, { validFrom, validTo })) return false;
  const wanted = weekdays[new Date(day).getUTCDay()];
  for (let index = weekdays.indexOf(dayFrom); ; index++) {
    const reached = weekdays[index % 7];
    if (reached === wanted) return true;
    if (reached === dayTo) return false;
  }
}

function isWithinSpan(zone: string, moment: number, day: string, { from, to }: { from: string; to: string }): boolean {
  return instantOf(zone, day, from) <= moment && moment < instantOf(zone, to > from ? day : dayAfter(day, 1), to);
}

function isInForce(
  day: string,
  { validFrom, validTo }: { validFrom?: string | null | undefined; validTo?: string | null | undefined },
) {
  return day >= (validFrom ?? '0000') && day <= (validTo ?? '9999');
}

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

const clocks = new Map<string, Intl.DateTimeFormat>();
const shown = new Map<string, string>();

/** What the clock on the wall shows: `2027-06-25 09:00`. */
function wallClock(zone: string, moment: number): string {
  const key = `${zone} ${moment}`;
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  const text = shown.get(key) ?? clock.format(moment);
  shown.set(key, text);
  return text;
}

const instants = new Map<string, number>();

/** Watches the clock until it shows a time. Where it leaps over that time, it goes on counting as if it had not leapt. */
function instantOf(zone: string, day: string, wallTime: string): number {
  const [wantedDay, wantedTime] = wallTime === '24:00' ? [dayAfter(day, 1), '00:00'] : [day, wallTime];
  const wanted = `${wantedDay} ${wantedTime}`;
  const key = `${zone} ${wanted}`;
  const found = instants.get(key);
  if (found !== undefined) return found;
  let moment = Date.parse(`${wanted}Z`) - 15 * 60 * 60_000;
  while (wallClock(zone, moment + stepMs) <= wanted && wallClock(zone, moment) !== wanted) moment += stepMs;
  const left = Date.parse(`${wanted}Z`) - Date.parse(`${wallClock(zone, moment)}Z`);
  instants.set(key, moment + left);
  return moment + left;
}
