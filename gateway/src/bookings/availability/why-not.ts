import type { WhyNot } from '@etapiste/protocol';
import { daysInForce } from './hours.js';
import { covers, type Interval, overlap } from './interval.js';
import { buildingHours, serviceTime } from './point-rules.js';
import { because, outside, quietDay } from './reasons.js';
import { beginnings, expertHours, expertTime, offeredTime, refusals, slotMs, slotsFrom } from './service-rules.js';
import { roomResource, seatResource, type Situation, type WantedTime } from './situation.js';
import { WallDay } from './wall-day.js';

/** The asked time as the rules below look at it. */
interface Asked {
  readonly situation: Situation;
  readonly time: Interval;
  readonly slots: readonly number[];
  /** With the day before and the day after. */
  readonly days: readonly WallDay[];
  readonly channel: WantedTime['channel'];
}

/**
 * Every reason why a time cannot be booked: none exactly when `freeTimes` has it. What rooms or experts lack is a reason only when
 * none of them is left.
 */
export function whyNot(situation: Situation, { from, slots, channel }: WantedTime): WhyNot[] {
  const begin = from.getTime();
  if (begin % slotMs !== 0) throw new RangeError(`${from.toISOString()} is not the beginning of a slot`);
  const time = { from: begin, to: begin + slots * slotMs };
  const asked = { situation, time, slots: slotsFrom(begin, slots), days: WallDay.around(situation.timeZone, time), channel };
  const reasons = [
    ...refusals(situation, { slots, channel }).map((code) => because(code)),
    ...beginning(asked),
    ...point(asked),
    ...rooms(asked),
    ...experts(asked),
  ];
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}

function beginning({ situation, time, channel }: Asked): WhyNot[] {
  const allowed = beginnings(situation, channel);
  if (time.from < allowed.from) return [because('in-the-past')];
  if (time.from < allowed.to) return [];
  return [because(channel === 'walk-in' ? 'not-by-this-channel' : 'beyond-horizon')];
}

function point({ situation, time, days }: Asked): WhyNot[] {
  const hours = { weekly: 'point-closed-then', exceptional: 'exceptional-hours' } as const;
  return [
    ...(covers(offeredTime(situation, days), time) ? [] : [because('not-offered-here')]),
    ...(covers(serviceTime(situation, days), time) ? [] : [because('outside-service-hours')]),
    ...outside([time], days, buildingHours(situation), hours).map(({ why }) => why),
    ...days.filter((day) => overlap(day, time)).flatMap((day) => quietDay(situation, day)),
    ...closed(situation, time, null),
  ];
}

function rooms({ situation, time, slots, days }: Asked): WhyNot[] {
  const inUse = situation.rooms.filter((room) => covers(daysInForce(days, [room]), time));
  if (inUse.length === 0) return [because('no-room-then')];
  const reasons = inUse.map(({ id }) => [
    ...closed(situation, time, id),
    ...(slots.some((slot) => situation.isTaken(roomResource(id), slot)) ? [because('room-taken', null, id)] : []),
  ]);
  return reasons.every((ofRoom) => ofRoom.length > 0) ? reasons.flat() : [];
}

/** `roomId` null: closures of the whole point. */
const closed = ({ closures }: Situation, time: Interval, roomId: string | null): WhyNot[] =>
  closures
    .filter((closure) => closure.roomId === roomId)
    .filter(({ from, to }) => overlap({ from: from.getTime(), to: to.getTime() }, time))
    .map(({ reason }) => because('closure', reason, roomId));

function experts({ situation, time, slots, days, channel }: Asked): WhyNot[] {
  const asked = situation.calendars.filter(({ channels }) => channels.includes(channel));
  const serving = situation.calendars.filter((calendar) => covers(expertTime(calendar, days), time));
  const present = serving.filter((calendar) => asked.includes(calendar));
  const hasSeat = present.some(({ id, seats }) =>
    Array.from({ length: seats }, (_, index) => seatResource(id, index + 1)).some((seat) =>
      slots.every((slot) => !situation.isTaken(seat, slot)),
    ),
  );
  if (hasSeat) return [];
  if (present.length > 0) return [because('experts-taken')];
  const reasons = [
    ...asked.flatMap((calendar) => away(calendar, time, days)),
    ...(serving.length > 0 ? [because('not-by-this-channel')] : []),
  ];
  return reasons.length > 0 ? reasons : [because('no-expert-hours')];
}

/** The exceptions because of which an expert is not there. */
const away = (calendar: Situation['calendars'][number], time: Interval, days: readonly WallDay[]): WhyNot[] =>
  outside([time], days, expertHours(calendar), { weekly: 'no-expert-hours', exceptional: 'expert-exception' })
    .map(({ why }) => why)
    .filter(({ code }) => code === 'expert-exception');
