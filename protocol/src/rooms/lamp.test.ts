import { describe, expect, test } from 'vitest';
import { lampBeats, lampPattern, type LampPattern } from './lamp.js';

const length = (pattern: LampPattern) => lampBeats[pattern].reduce((sum, beat) => sum + beat, 0);
const blinking = lampPattern.options.filter((pattern) => lampBeats[pattern].length > 1);

/** When the lamp is lit anew within some time, milliseconds. */
function flashes(pattern: LampPattern, overMs: number): number[] {
  const beats = lampBeats[pattern];
  const at: number[] = [];
  for (let index = 0, atMs = 0; atMs < overMs; atMs += beats[index % beats.length] as number, index++)
    if (index % 2 === 0) at.push(atMs);
  return at;
}

/** What an eye without a watch can tell: flashes in ten seconds, the share of light, and the longest dark. */
function seen(pattern: LampPattern) {
  const beats = lampBeats[pattern];
  const lit = beats.filter((_, index) => index % 2 === 0).reduce((sum, beat) => sum + beat, 0);
  const dark = beats.filter((_, index) => index % 2 === 1);
  return { flashes: flashes(pattern, 12_000).length, share: lit / length(pattern), longestDark: Math.max(...dark) };
}

describe('the patterns of the lamp', () => {
  test.each(blinking)('%s lights first, ends dark, and begins again', (pattern) => {
    expect(lampBeats[pattern].length % 2).toBe(0);
    expect(Math.min(...lampBeats[pattern])).toBeGreaterThanOrEqual(150);
  });

  test.each(blinking)('%s flashes at most three times in any second (WCAG 2.3.1)', (pattern) => {
    const at = flashes(pattern, 20_000);
    const inASecond = at.map((fromMs) => at.filter((moment) => moment >= fromMs && moment < fromMs + 1_000).length);
    expect(Math.max(...inASecond)).toBeLessThanOrEqual(3);
  });

  const pairs = blinking.flatMap((one, index) => blinking.slice(index + 1).map((other) => [one, other] as const));
  test.each(pairs)(
    '%s is not taken for %s: half as many flashes again, a third less light, or a dark three times as long',
    (a, b) => {
      const [one, other] = [seen(a), seen(b)];
      const ratio = (x: number, y: number) => Math.max(x, y) / Math.min(x, y);
      const isTold =
        ratio(one.flashes, other.flashes) >= 1.5 ||
        Math.abs(one.share - other.share) >= 1 / 3 ||
        ratio(one.longestDark, other.longestDark) >= 3;
      expect(isTold).toBe(true);
    },
  );
});
