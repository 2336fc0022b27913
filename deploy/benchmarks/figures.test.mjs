import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readCounts } from './counts.mjs';
import { compared, quantile } from './figures.mjs';
import { readmeWithFigures } from './results-file.mjs';
import { tableOf } from './table.mjs';

test('the median of presses is a press that somebody made, and p95 leaves one of twenty above', () => {
  const presses = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect(quantile(presses, 0.5)).toBe(10);
  expect(quantile(presses, 0.95)).toBe(19);
  expect(quantile([7], 0.95)).toBe(7);
  expect(quantile([], 0.5)).toBeNull();
});

test('a promise against a peer is judged by the ratio, one about ourselves by our own figure', () => {
  expect(compared('press', 'ms', 4, 10, { ratio: 0.5 })).toMatchObject({ ratio: 0.4, target: '≤ 0.5 × peer', met: true });
  expect(compared('press', 'ms', 6, 10, { ratio: 0.5 })).toMatchObject({ ratio: 0.6, met: false });
  expect(compared('bookings', '1/s', 3, 10, { least: 0.25 })).toMatchObject({ target: '≥ 0.25 × peer', met: true });
  expect(compared('bookings', '1/s', 2, 10, { least: 0.25 })).toMatchObject({ ratio: 0.2, met: false });
  expect(compared('memory', 'MB', 131, 200, { most: 130 })).toMatchObject({ target: '≤ 130 MB', met: false });
  expect(compared('memory', 'MB', 61, null, { most: 70 })).toMatchObject({ peer: null, ratio: null, met: true });
});

test('what was not measured keeps no promise, and what was not promised is not judged', () => {
  expect(compared('press', 'ms', null, 10, { ratio: 0.5 }).met).toBe(false);
  expect(compared('press', 'ms', 4, null, { ratio: 0.5 }).met).toBe(false);
  expect(compared('press', 'ms', 4, 10).met).toBeNull();
});

test('counts come from the environment, and a wrong one is named', () => {
  const long = readCounts({ ETAPISTE_BENCH: 'long', ETAPISTE_BENCH_ROOMS: '3' });
  expect(long.presses).toBeGreaterThan(readCounts({}).presses);
  expect(long.rooms).toBe(3);
  expect(() => readCounts({ ETAPISTE_BENCH_PRESSES: 'many' })).toThrow('ETAPISTE_BENCH_PRESSES');
});

test('a missed promise stands out in the table', () => {
  const table = tableOf([compared('press', 'ms', 6, 10, { ratio: 0.5 })]);
  expect(table).toMatch(/press +6 +10 +0\.6 +ms +≤ 0\.5 × peer +MISSED/);
});

test('the README shows the figures of results.json', async () => {
  expect(await readFile(new URL('README.md', import.meta.url), 'utf8')).toBe(await readmeWithFigures());
});
