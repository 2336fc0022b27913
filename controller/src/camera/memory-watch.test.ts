import { minutes, seconds } from '@etapiste/protocol';
import { expect, test } from 'vitest';
import { MemoryWatch } from './memory-watch.js';

/** The first words of a watch that sees this memory (MB) each 5 s, and after how many minutes. */
const verdict = (megabytes: (minute: number) => number, forMinutes: number) => {
  const watch = new MemoryWatch();
  for (let nowMs = 0; nowMs <= minutes(forMinutes); nowMs += seconds(5)) {
    const words = watch.look(megabytes(nowMs / minutes(1)) * 1024 * 1024, nowMs);
    if (words !== undefined) return { words, minute: Math.floor(nowMs / minutes(1)) };
  }
  return undefined;
};

test('a camera process of 130 MB that breathes is left alone', () => {
  expect(verdict((minute) => 130 + 25 * Math.abs(Math.sin(minute * 2)), 60)).toBeUndefined();
});

test('more than 300 MB is too much, at once', () => {
  expect(verdict((minute) => (minute < 2 ? 200 : 301), 5)).toEqual({
    words: 'the camera process used 301 MB of memory',
    minute: 2,
  });
});

test('6 MB more each minute is seen long before memory runs out', () => {
  expect(verdict((minute) => 100 + 6 * minute, 60)).toEqual({
    words: expect.stringContaining('more and more memory'),
    minute: 11,
  });
});

test('a process that grows while it warms up and then stays is no leak', () => {
  expect(verdict((minute) => 90 + Math.min(60, 10 * minute), 60)).toBeUndefined();
});
