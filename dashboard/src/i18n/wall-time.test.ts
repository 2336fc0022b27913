import { describe, expect, it } from 'vitest';
import {
  addDays,
  beginningOf,
  dayOf,
  daysBetween,
  instantOf,
  minuteOf,
  mondayOf,
  wallOf,
  weekOf,
  weekdayOf,
} from './wall-time.js';

const helsinki = 'Europe/Helsinki';

describe('time on the wall of a point', () => {
  it('is two hours ahead of UTC in winter and three in summer', () => {
    expect(instantOf('2026-11-24T09:30', helsinki).toISOString()).toBe('2026-11-24T07:30:00.000Z');
    expect(instantOf('2026-06-24T09:30', helsinki).toISOString()).toBe('2026-06-24T06:30:00.000Z');
    expect(wallOf('2026-06-24T06:30:00.000Z', helsinki)).toBe('2026-06-24T09:30');
  });

  it('belongs to the day of the point, not of UTC', () => {
    expect(dayOf('2026-11-23T22:30:00.000Z', helsinki)).toBe('2026-11-24');
    expect(beginningOf('2026-11-24', helsinki).toISOString()).toBe('2026-11-23T22:00:00.000Z');
    expect(minuteOf('2026-11-24T09:30')).toBe(570);
  });

  it('has a day of 23 hours in spring and of 25 in autumn', () => {
    const hours = (day: string) =>
      (beginningOf(addDays(day, 1), helsinki).getTime() - beginningOf(day, helsinki).getTime()) / 3_600_000;
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-24')]).toEqual([23, 25, 24]);
  });

  it('goes by weeks that begin on Monday, over months and years', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(mondayOf('2027-01-01')).toBe('2026-12-28');
    expect(weekOf('2027-01-01')).toBe(53);
    expect(weekdayOf('2026-11-29')).toBe('SUN');
    expect(daysBetween('2026-11-23', '2027-01-01')).toBe(39);
  });
});
