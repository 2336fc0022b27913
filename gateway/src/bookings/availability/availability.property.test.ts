import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { situationAndDays } from '../../testing/arbitrary-situation.js';
import { count, seed } from '../../testing/counts.js';
import {
  dayAfter,
  isRoomServing,
  isServing,
  isWithinServiceHours,
  slowFreeTime,
  slowFreeTimes,
  stepMs,
} from '../../testing/slow-availability.js';
import { closedTimes } from './closed-times.js';
import { freeTimes } from './free-times.js';
import type { Situation, WantedDays } from './situation.js';
import { whyNot } from './why-not.js';

const slotMs = 30 * 60_000;
const dayMs = 24 * 60 * 60_000;
const runs = { seed, numRuns: count(400, 10_000) };

describe('availability, whatever the hours, dates, closures and claims', () => {
  it('offers exactly what one finds who looks at the clock on the wall every five minutes', () => {
    let found = 0;
    fc.assert(
      fc.property(situationAndDays, ({ situation, wanted }) => {
        const free = freeTimes(situation, wanted);
        found += free.length;
        expect(free).toEqual(slowFreeTimes(situation, wanted));
      }),
      runs,
    );
    expect(found).toBeGreaterThan(runs.numRuns);
  });

  it('has a reason for every time that is not free, and none for one that is', () => {
    fc.assert(
      fc.property(situationAndDays, ({ situation, wanted }) => {
        const free = freeTimes(situation, wanted).map(({ from }) => from.getTime());
        const unexplained = slotsOf(wanted).filter((from) => whyNot(situation, { ...wanted, from: new Date(from) }).length === 0);
        expect(unexplained).toEqual(slotsOf(wanted).filter((from) => slowFreeTime(situation, from, wanted)));
        expect(unexplained).toEqual(expect.arrayContaining(free));
      }),
      { ...runs, numRuns: runs.numRuns / 4 },
    );
  });

  it('closes in the timetable exactly when nobody is served although it is within the service hours', () => {
    fc.assert(
      fc.property(situationAndDays, ({ situation, wanted }) => {
        const closed = closedTimes(situation, wanted);
        const [first, end] = [wallMidnight(situation, wanted.from), wallMidnight(situation, dayAfter(wanted.from, wanted.days))];
        for (const { id } of situation.rooms) {
          const ofRoom = closed.filter(({ roomId }) => roomId === null || roomId === id);
          const moments = Array.from({ length: (end - first) / stepMs }, (_, index) => first + index * stepMs);
          const isClosed = (moment: number) => !isServing(situation, moment) || !isRoomServing(situation, id, moment);
          expect(moments.map((moment) => ofRoom.filter(isAt(moment)).length)).toEqual(
            moments.map((moment) => (isWithinServiceHours(situation, moment) && isClosed(moment) ? 1 : 0)),
          );
        }
      }),
      { ...runs, numRuns: runs.numRuns / 4 },
    );
  });

  it('is the same for two whole years of a point with everything odd about it', () => {
    const situation = oddPoint();
    for (const slots of [1, 2] as const) {
      for (let from = '2027-01-01'; from < '2028-12-20'; from = dayAfter(from, 56)) {
        const wanted = { from, days: 56, slots, channel: 'authority-phone' } as const;
        expect(freeTimes(situation, wanted)).toEqual(slowFreeTimes(situation, wanted));
      }
    }
  });
});

function slotsOf({ from, days }: WantedDays): number[] {
  return Array.from({ length: (days + 1) * 48 }, (_, index) => Date.parse(from) - dayMs / 2 + index * slotMs);
}

const isAt = (moment: number) => (time: { readonly from: string; readonly to: string }) =>
  Date.parse(time.from) <= moment && moment < Date.parse(time.to);

/** The first instant of a day, looked for. */
function wallMidnight({ timeZone }: Pick<Situation, 'timeZone'>, day: string): number {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  let moment = Date.parse(day) - dayMs;
  while (clock.format(moment) < day) moment += stepMs;
  return moment;
}

function oddPoint(): Situation {
  const reason = { fi: 'syy', sv: 'orsak', en: 'reason' };
  const weekly = [{ dayFrom: 'MON', dayTo: 'SUN', from: '08:10', to: '16:25' } as const];
  return {
    now: new Date('2027-01-01T00:00:00Z'),
    timeZone: 'Europe/Helsinki',
    maxSlots: 2,
    horizonDays: 730,
    rulesOn: (day) => ({
      serviceHours: day < '2028-01-01' ? weekly : [{ dayFrom: 'THU', dayTo: 'MON', from: '20:00', to: '06:00' }, ...weekly],
      closedEves: day < '2027-12-01' ? ['midsummer-eve'] : ['christmas-eve', 'new-years-eve'],
    }),
    openingHours: [
      { dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '11:40' },
      { dayFrom: 'MON', dayTo: 'THU', from: '11:40', to: '15:00', validFrom: '2027-02-01' },
      { dayFrom: 'FRI', dayTo: 'SUN', from: '22:15', to: '05:00' },
    ],
    exceptionalHours: [
      { from: '2027-07-01', to: '2027-07-31', spans: [{ from: '10:00', to: '14:00' }], reason },
      { from: '2027-07-12', to: '2027-07-16', spans: [], reason },
      { from: '2028-10-28', to: '2028-10-28', spans: [{ from: '21:00', to: '03:30' }], reason },
    ],
    closures: [
      { from: new Date('2027-05-10T07:10:00Z'), to: new Date('2027-05-12T09:50:00Z'), roomId: null, reason },
      { from: new Date('2028-03-01T00:00:00Z'), to: new Date('2028-05-01T00:00:00Z'), roomId: 'room-1', reason },
    ],
    rooms: [
      { id: 'room-1', validFrom: null, validTo: '2028-08-15' },
      { id: 'room-2', validFrom: '2027-09-01', validTo: null },
    ],
    service: { validFrom: '2027-01-10', validTo: null, access: 'both' },
    agreements: [
      { validFrom: '2026-01-01', validTo: '2027-04-30' },
      { validFrom: '2027-05-01', validTo: null },
    ],
    calendars: [
      {
        id: 'pool',
        channels: ['authority-phone'],
        seats: 3,
        hours: weekly,
        exceptionalHours: [],
        validFrom: null,
        validTo: null,
      },
      {
        id: 'nights',
        channels: ['authority-phone', 'on-site'],
        seats: 1,
        validFrom: '2027-03-01',
        validTo: '2028-11-30',
        hours: [{ dayFrom: 'MON', dayTo: 'SUN', from: '18:00', to: '08:00' }],
        exceptionalHours: [{ from: '2027-10-30', to: '2027-10-31', spans: [{ from: '00:00', to: '24:00' }], reason }],
      },
    ],
    isTaken: (resource, slot) => fc.hash(`${resource} ${slot}`) % 3 === 0,
  };
}
