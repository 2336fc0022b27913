import type { WhyNot } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { closedTimes } from './closed-times.js';
import { freeTimes } from './free-times.js';
import { roomResource, seatResource, type Situation, type WantedDays } from './situation.js';
import { whyNot } from './why-not.js';

const reason = { fi: 'Vesivahinko', sv: 'Vattenskada', en: 'Water damage' };
const oneDay = { days: 1, slots: 1, channel: 'authority-phone' } as const;

describe('the free times of Kela at Porvoo-info', () => {
  it('are the twelve half hours from nine to three, though the house is open until half past four', () => {
    const free = timesOf(porvoo(), '2027-02-01');
    expect(free).toHaveLength(12);
    expect([free[0], free.at(-1)]).toEqual(['09:00', '14:30']);
  });

  it('are the same by the clock on the wall in winter, in summer and on both sides of the nights on which clocks are changed', () => {
    for (const day of ['2027-01-15', '2027-03-26', '2027-03-30', '2027-07-01', '2027-10-29', '2027-11-01']) {
      const isHoliday = day === '2027-03-26';
      expect(timesOf(porvoo(), day)).toEqual(isHoliday ? [] : halfHours('09:00', '15:00'));
    }
  });

  it('leave out the hour that a night in March does not have, and have that of a night in October twice; 28.3.2027 is Easter', () => {
    const atNight = porvoo({ hours: [{ dayFrom: 'MON', dayTo: 'SUN', from: '02:00', to: '05:00' }] });
    expect(timesOf(atNight, '2028-03-26')).toEqual(['02:00', '02:30', '04:00', '04:30']);
    const inBetween = porvoo({ hours: [{ dayFrom: 'MON', dayTo: 'SUN', from: '03:30', to: '06:00' }] });
    expect(timesOf(inBetween, '2028-03-26')).toEqual(['04:30', '05:00', '05:30']);
    expect(timesOf(atNight, '2027-10-31')).toEqual(['02:00', '02:30', '03:00', '03:30', '03:00', '03:30', '04:00', '04:30']);
    const toMidnight = porvoo({ hours: [{ dayFrom: 'SUN', dayTo: 'SUN', from: '22:00', to: '24:00' }] });
    expect(timesOf(toMidnight, '2027-10-31')).toEqual(halfHours('22:00', '24:00'));
    expect(whyCodes(atNight, '2027-03-28T00:00:00Z')).toEqual(['public-holiday']);
  });

  it('are none on public holidays and on the eves that the policy closes', () => {
    expect(whyNot(porvoo(), at('2027-12-06T10:00:00Z'))).toEqual([
      because('public-holiday', { fi: 'itsenäisyyspäivä', sv: 'självständighetsdagen', en: 'Independence Day' }),
    ]);
    const midsummerEve = whyNot(porvoo(), at('2027-06-25T10:00:00Z'));
    expect(midsummerEve).toEqual([because('closed-eve', { fi: 'juhannusaatto', sv: 'midsommarafton', en: 'Midsummer Eve' })]);
    expect(whyCodes(porvoo(), '2027-12-24T10:00:00Z')).toEqual(['closed-eve']);
    expect(timesOf(porvoo(), '2027-12-31')).toHaveLength(12);
    const withoutEves = { ...porvoo(), rulesOn: () => ({ serviceHours: porvoo().openingHours.slice(), closedEves: [] }) };
    expect(timesOf(withoutEves, '2027-06-25')).toHaveLength(15);
  });

  it('do not come back on a holiday because the house has hours of its own for it', () => {
    const spans = [{ from: '10:00', to: '12:00' }];
    const open = { ...porvoo(), exceptionalHours: [{ from: '2027-12-06', to: '2027-12-07', spans, reason: null }] };
    expect(timesOf(open, '2027-12-06')).toEqual([]);
    expect(timesOf(open, '2027-12-07')).toEqual(halfHours('10:00', '12:00'));
    expect(whyCodes(open, '2027-12-07T12:00:00Z')).toEqual(['exceptional-hours']);
  });

  it('follow the exception for the fewest days where several hold', () => {
    const summer = { from: '2027-07-01', to: '2027-07-31', spans: [{ from: '10:00', to: '11:00' }], reason: null };
    const cleaning = { from: '2027-07-07', to: '2027-07-07', spans: [], reason };
    for (const exceptionalHours of [
      [summer, cleaning],
      [cleaning, summer],
    ]) {
      expect(timesOf({ ...porvoo(), exceptionalHours }, '2027-07-06')).toEqual(['10:00', '10:30']);
      expect(timesOf({ ...porvoo(), exceptionalHours }, '2027-07-07')).toEqual([]);
      expect(whyNot({ ...porvoo(), exceptionalHours }, at('2027-07-07T07:00:00Z'))).toEqual([
        because('exceptional-hours', reason),
      ]);
    }
  });

  it('are rounded inwards from odd hours', () => {
    const odd = porvoo({ hours: [{ dayFrom: 'MON', dayTo: 'FRI', from: '09:10', to: '10:50' }] });
    expect(timesOf(odd, '2027-02-01')).toEqual(['09:30', '10:00']);
    expect(timesOf(odd, '2027-02-01', { slots: 2 })).toEqual(['09:30']);
  });

  it('belong at night to the evening on which they began', () => {
    const friday = porvoo({ hours: [{ dayFrom: 'FRI', dayTo: 'FRI', from: '23:00', to: '01:00' }] });
    expect(timesOf(friday, '2027-02-05')).toEqual(['23:00', '23:30']);
    expect(timesOf(friday, '2027-02-06')).toEqual(['00:00', '00:30']);
    expect(timesOf(friday, '2027-02-05', { slots: 2 })).toEqual(['23:00', '23:30']);
  });

  it('need one and the same room, and one and the same expert, for both half hours', () => {
    const taken = new Set(['room porvoo-1 09:00', 'room porvoo-2 09:30']);
    expect(timesOf(porvoo({ taken }), '2027-02-01')).toEqual(halfHours('09:00', '15:00'));
    expect(timesOf(porvoo({ taken }), '2027-02-01', { slots: 2 })).toEqual(halfHours('09:30', '14:30'));
    const experts = new Set([`${seatResource('kela', 1)} 09:00`, `${seatResource('kela', 2)} 09:30`]);
    expect(timesOf(porvoo({ taken: experts }), '2027-02-01', { slots: 2 })).toEqual(halfHours('09:30', '14:30'));
    expect(whyCodes(porvoo({ taken: experts }), '2027-02-01T07:00:00Z', { slots: 2 })).toEqual(['experts-taken']);
  });

  it('bring every room and every seat that is free', () => {
    const [first] = freeTimes(porvoo({ taken: new Set(['room porvoo-1 09:00']) }), { from: '2027-02-01', ...oneDay });
    const seats = [seatResource('kela', 1), seatResource('kela', 2)];
    expect(first).toEqual({ from: new Date('2027-02-01T07:00:00Z'), roomIds: ['porvoo-2'], seats });
  });

  it('are those that have not begun, to the end of the last day of the horizon', () => {
    const noon = { ...porvoo(), now: new Date('2027-02-01T10:10:00Z'), horizonDays: 1 };
    expect(timesOf(noon, '2027-02-01')).toEqual(halfHours('12:30', '15:00'));
    expect(timesOf(noon, '2027-02-02')).toHaveLength(12);
    expect(timesOf(noon, '2027-02-03')).toEqual([]);
    expect(whyCodes(noon, '2027-02-01T10:00:00Z')).toEqual(['in-the-past']);
    expect(whyCodes(noon, '2027-02-03T10:00:00Z')).toEqual(['beyond-horizon']);
  });

  it('are the running half hour for somebody who is here without a booking', () => {
    const noon = { ...porvoo(), now: new Date('2027-02-01T10:10:00Z') };
    expect(timesOf(noon, '2027-02-01', { channel: 'walk-in' })).toEqual(['12:00']);
    expect(whyCodes(noon, '2027-02-01T10:30:00Z', { channel: 'walk-in' })).toEqual(['not-by-this-channel']);
    const bookedOnly = { ...noon, service: { ...noon.service, access: 'booking' as const } };
    expect(whyCodes(bookedOnly, '2027-02-01T10:00:00Z', { channel: 'walk-in' })).toEqual(['not-by-this-channel']);
  });

  it('cost for eight weeks at most eight times what a week costs', () => {
    let questions = 0;
    const situation = porvoo();
    const counting: Situation = {
      ...situation,
      rulesOn: (day) => {
        questions++;
        return situation.rulesOn(day);
      },
      isTaken: () => {
        questions++;
        return false;
      },
    };
    const costOf = (days: number): number => {
      questions = 0;
      freeTimes(counting, { ...oneDay, from: '2027-02-01', days });
      return questions;
    };
    expect(costOf(56)).toBeLessThanOrEqual(8 * costOf(7));
  });
});

describe('why a time at Porvoo-info is not free', () => {
  it('names every rule that says no', () => {
    const monday = { ...porvoo(), agreements: [], rooms: [], calendars: [], maxSlots: 1 };
    const codes = [
      'too-long',
      'not-offered-here',
      'outside-service-hours',
      'point-closed-then',
      'no-room-then',
      'no-expert-hours',
    ];
    expect(whyCodes(monday, '2027-02-01T17:00:00Z', { slots: 2 })).toEqual(codes);
  });

  it('names the closure, and the room where only that is closed and the other taken', () => {
    const closure = { from: new Date('2027-02-01T08:00:00Z'), to: new Date('2027-02-01T09:00:00Z'), reason };
    const pointClosed = { ...porvoo(), closures: [{ ...closure, roomId: null }] };
    expect(whyNot(pointClosed, at('2027-02-01T08:30:00Z'))).toEqual([because('closure', reason)]);
    const roomClosed = {
      ...porvoo({ taken: new Set([`${roomResource('porvoo-2')} 10:30`]) }),
      closures: [{ ...closure, roomId: 'porvoo-1' }],
    };
    expect(whyNot(roomClosed, at('2027-02-01T08:00:00Z'))).toEqual([]);
    expect(whyNot(roomClosed, at('2027-02-01T08:30:00Z'))).toEqual([
      because('closure', reason, 'porvoo-1'),
      because('room-taken', null, 'porvoo-2'),
    ]);
  });

  it('says when the expert is away, and when only another channel is served', () => {
    const situation = porvoo();
    const [kela] = situation.calendars;
    const away = { from: '2027-02-01', to: '2027-02-01', spans: [], reason };
    const training = { ...situation, calendars: [{ ...kela!, exceptionalHours: [away] }] };
    expect(whyNot(training, at('2027-02-01T08:00:00Z'))).toEqual([because('expert-exception', reason)]);
    expect(whyCodes(situation, '2027-02-01T08:00:00Z', { channel: 'service-number' })).toEqual(['not-by-this-channel']);
  });

  it('says after the night of an exceptional evening that it was that evening', () => {
    const nights = porvoo({ hours: [{ dayFrom: 'MON', dayTo: 'SUN', from: '20:00', to: '02:00' }] });
    const closed = { ...nights, exceptionalHours: [{ from: '2027-02-01', to: '2027-02-01', spans: [], reason }] };
    expect(whyNot(closed, at('2027-02-01T23:00:00Z'))).toEqual([because('exceptional-hours', reason)]);
    expect(whyCodes(closed, '2027-02-02T19:00:00Z')).toEqual([]);
  });

  it('is asked about slots only', () => {
    expect(() => whyNot(porvoo(), at('2027-02-01T08:10:00Z'))).toThrow('not the beginning of a slot');
  });
});

describe('the closed times of a week at Porvoo-info', () => {
  it('are holidays, closures and rooms out of use within the service hours', () => {
    const closures = [
      { from: new Date('2027-12-07T12:00:00Z'), to: new Date('2027-12-08T08:00:00Z'), roomId: 'porvoo-2', reason },
    ];
    const rooms = [
      { id: 'porvoo-1', validFrom: '2027-12-07', validTo: null },
      { id: 'porvoo-2', validFrom: null, validTo: null },
    ];
    const closed = closedTimes({ ...porvoo(), closures, rooms }, { from: '2027-12-05', days: 4 });
    expect(closed.map(({ from, to, roomId, why }) => [from.slice(8, 16), to.slice(8, 16), roomId, why.code])).toEqual([
      ['06T07:00', '06T13:00', null, 'public-holiday'],
      ['07T12:00', '07T13:00', 'porvoo-2', 'closure'],
      ['08T07:00', '08T08:00', 'porvoo-2', 'closure'],
    ]);
  });

  it('can be asked for at the ends of the calendar', () => {
    for (const from of ['0000-01-01', '0001-01-01', '9999-12-30']) {
      expect(() => closedTimes(porvoo(), { from, days: 14 })).not.toThrow();
      expect(freeTimes(porvoo(), { ...oneDay, from, days: 56 })).toEqual([]);
    }
  });
});

interface Oddity {
  /** Instead of the hours of the service, the house and the expert. */
  readonly hours?: Situation['openingHours'];
  /** `room porvoo-1 09:00`, wall time of any day. */
  readonly taken?: ReadonlySet<string>;
}

/** Porvoo-info as in the pilot, seen on New Year's Day 2027, with two rooms and two advisors of Kela. */
function porvoo({ hours, taken }: Oddity = {}): Situation {
  const weekdays = { dayFrom: 'MON', dayTo: 'FRI' } as const;
  return {
    now: new Date('2027-01-01T00:00:00Z'),
    timeZone: 'Europe/Helsinki',
    rulesOn: () => ({
      serviceHours: [...(hours ?? [{ ...weekdays, from: '09:00', to: '15:00' }])],
      closedEves: ['midsummer-eve', 'christmas-eve'],
    }),
    maxSlots: 2,
    horizonDays: 730,
    openingHours: hours ?? [{ ...weekdays, from: '09:00', to: '16:30' }],
    exceptionalHours: [],
    closures: [],
    rooms: ['porvoo-1', 'porvoo-2'].map((id) => ({ id, validFrom: null, validTo: null })),
    service: { validFrom: null, validTo: null, access: 'both' },
    agreements: [{ validFrom: '2026-01-01', validTo: null }],
    calendars: [
      {
        id: 'kela',
        channels: ['authority-phone', 'walk-in'],
        seats: 2,
        exceptionalHours: [],
        validFrom: null,
        validTo: null,
        hours: [...(hours ?? [{ ...weekdays, from: '08:00', to: '18:00' }])],
      },
    ],
    isTaken: (resource, slot) => taken?.has(`${resource} ${wallTime(new Date(slot), 'Europe/Helsinki')}`) ?? false,
  };
}

const at = (from: string) => ({ ...oneDay, from: new Date(from) });

const because = (code: WhyNot['code'], why: WhyNot['reason'] = null, roomId: string | null = null): WhyNot => ({
  code,
  reason: why,
  roomId,
});

const whyCodes = (situation: Situation, from: string, wanted: Partial<Pick<WantedDays, 'slots' | 'channel'>> = {}) =>
  whyNot(situation, { ...at(from), ...wanted }).map(({ code }) => code);

const wallTime = (instant: Date, timeZone: string): string =>
  instant.toLocaleTimeString('sv-SE', { timeZone, timeStyle: 'short' });

const timesOf = (situation: Situation, from: string, wanted: Partial<WantedDays> = {}): string[] =>
  freeTimes(situation, { ...oneDay, from, ...wanted }).map((time) => wallTime(time.from, situation.timeZone));

/** `09:00`, `09:30` and so on, before `end`. */
function halfHours(begin: string, end: string): string[] {
  const all = Array.from({ length: 48 }, (_, index) => new Date(index * 30 * 60_000).toISOString().slice(11, 16));
  return all.filter((time) => begin <= time && time < end);
}
