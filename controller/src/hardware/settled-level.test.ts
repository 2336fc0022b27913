import { seconds } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock, systemClock } from '../clock/index.js';
import { eventually } from '../testing/index.js';
import { SettledLevel } from './settled-level.js';

const stableFor = seconds(0.05);

/** A contact that is read at these moments, each so long after the one before. */
const play = (reads: readonly { isActive: boolean; after: number }[]) => {
  const clock = new ManualClock();
  const told: { isActive: boolean; sinceMs: number }[] = [];
  const level = new SettledLevel(false, stableFor, (isActive, sinceMs) => told.push({ isActive, sinceMs }), clock);
  for (const { isActive, after } of reads) {
    clock.pass(after);
    level.read(isActive, clock.monotonicMs());
  }
  clock.pass(seconds(1));
  return told;
};

describe('a contact that bounces', () => {
  it('rings once, and its time is when it came to rest', () => {
    const bounces = [0, 3, 2, 5, 1].map((after, index) => ({ isActive: index % 2 === 0, after }));
    const start = new ManualClock().monotonicMs();
    expect(play(bounces)).toEqual([{ isActive: true, sinceMs: start + 11 }]);
  });

  it('is silent on a glitch of 5 ms, pressed or not', () => {
    expect(
      play([
        { isActive: true, after: 10 },
        { isActive: false, after: 5 },
      ]),
    ).toEqual([]);
    const whilePressed = [true, false, true].map((isActive, index) => ({ isActive, after: [0, 500, 5][index] as number }));
    expect(play(whilePressed).map(({ isActive }) => isActive)).toEqual([true]);
  });

  it('tells every level that stood long enough and no other, in turn', () => {
    const read = fc.record({ isActive: fc.boolean(), after: fc.integer({ min: 0, max: 120 }) });
    const holds = (reads: { isActive: boolean; after: number }[]) => {
      const expected: boolean[] = [];
      let raw = false;
      let settled = false;
      let stood = 0;
      for (const { isActive, after } of [...reads, { isActive: false, after: 1_000 }]) {
        stood += after;
        if (stood >= stableFor && raw !== settled) expected.push((settled = raw));
        if (isActive !== raw) stood = 0;
        raw = isActive;
      }
      if (raw !== settled) expected.push(raw);
      return (
        JSON.stringify(play([...reads, { isActive: false, after: 1_000 }]).map(({ isActive }) => isActive)) ===
        JSON.stringify(expected)
      );
    };
    expect(() => fc.assert(fc.property(fc.array(read, { maxLength: 40 }), holds))).not.toThrow();
  });

  it('is silent on a pulse that was over while the controller was busy, and hears the press after it', async () => {
    const told: boolean[] = [];
    const level = new SettledLevel(false, stableFor, (isActive) => told.push(isActive), systemClock);
    const read = (isActive: boolean) => level.read(isActive, systemClock.monotonicMs());
    read(true);
    const end = performance.now() + 2 * stableFor;
    while (performance.now() < end);
    // Timers come before what waits to be read: the second round from now reads it.
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    read(false);
    expect(told).toEqual([]);
    read(true);
    await eventually(() => expect(told).toEqual([true]));
  });
});
