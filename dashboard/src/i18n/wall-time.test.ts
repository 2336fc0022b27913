import { describe, expect, it } from 'vitest';
import { addDays, dayOf, instantOf, mondayOf, timeOf, weekOf } from './wall-time.js';

const helsinki = 'Europe/Helsinki';

describe('time on the wall of a point', () => {
  it.each([
    ['2026-11-23T07:30:00.000Z', '2026-11-23', '09:30'],
    ['2026-06-24T06:30:00.000Z', '2026-06-24', '09:30'],
    ['2026-11-23T22:30:00.000Z', '2026-11-24', '00:30'],
  ])('%s is %s %s there', (instant, day, time) => {
    expect([dayOf(instant, helsinki), timeOf(instant, helsinki)]).toEqual([day, time]);
    expect(instantOf(day, time, helsinki).toISOString()).toBe(instant);
  });

  it('a time that the spring night leaves out is an hour later, one that the autumn night has twice is the first', () => {
    expect(instantOf('2027-03-28', '03:30', helsinki).toISOString()).toBe('2027-03-28T01:30:00.000Z');
    expect(instantOf('2026-10-25', '03:30', helsinki).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('weeks begin on Monday and count as ISO 8601 does, over the turn of the year too', () => {
    expect([mondayOf('2026-11-29'), weekOf('2026-11-23')]).toEqual(['2026-11-23', 48]);
    expect([mondayOf('2027-01-01'), weekOf('2027-01-01')]).toEqual(['2026-12-28', 53]);
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  });
});
