import type { Policy } from '@etapiste/protocol';
import { describe, expect, test } from 'vitest';
import { minutesBy, visitOf } from './visit.js';

const from = '2026-11-24T10:00:00.000Z';
const at = (minutes: number) => new Date(new Date(from).getTime() + minutes * 60_000);
const rules = { late: 5, noShow: 15 };
const rule = (pointId: string | null, version: number, value: number, validFrom = '2026-01-01'): Policy => ({
  name: 'bookingLateMinutes',
  pointId,
  version,
  value,
  validFrom,
  validTo: null,
});

describe('how a visit stands by the clock', () => {
  test.each([
    [-1, 'ahead'],
    [0, 'now'],
    [4, 'now'],
    [5, 'late'],
    [14, 'late'],
    [15, 'missing'],
    [120, 'missing'],
  ] as const)('%i minutes after the beginning a customer who has not come is: %s', (minutes, visit) => {
    expect(visitOf({ state: 'booked', from, slots: 1 }, at(minutes), rules)).toBe(visit);
  });

  test('who has come is here until the end of the booked time, whenever it was', () => {
    expect(visitOf({ state: 'arrived', from, slots: 2 }, at(-10), rules)).toBe('here');
    expect(visitOf({ state: 'arrived', from, slots: 2 }, at(59), rules)).toBe('here');
    expect(visitOf({ state: 'arrived', from, slots: 2 }, at(60), rules)).toBe('over');
  });

  test('the newest rule of the point counts, then the one for all, then that of the pilot', () => {
    const place = { pointId: 'porvoo', day: '2026-11-24' };
    expect(minutesBy([], 'bookingLateMinutes', place)).toBe(5);
    const forAll = [rule(null, 1, 7), rule(null, 2, 8)];
    expect(minutesBy(forAll, 'bookingLateMinutes', place)).toBe(8);
    expect(minutesBy([...forAll, rule('porvoo', 1, 3)], 'bookingLateMinutes', place)).toBe(3);
    expect(minutesBy([...forAll, rule('porvoo', 1, 3, '2026-12-01')], 'bookingLateMinutes', place)).toBe(8);
  });
});
