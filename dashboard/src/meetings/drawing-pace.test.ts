import { beforeEach, describe, expect, test } from 'vitest';
import { DrawingPace } from './drawing-pace.js';

describe('a machine that draws a live picture', () => {
  let pace: DrawingPace;
  beforeEach(() => (pace = new DrawingPace()));
  /** Whether it is ever said to fall behind in five seconds, judged ten times a second. */
  const isSlow = (came: number, drawn: number) => {
    pace.restart();
    return Array.from({ length: 50 }, (_, tenth) =>
      pace.fallsBehind(Math.floor((came * tenth) / 10), Math.floor((drawn * tenth) / 10), tenth * 100),
    ).includes(true);
  };

  test('keeps up when it draws all, or loses one now and then', () => {
    expect(isSlow(30, 30)).toBe(false);
    expect(isSlow(30, 22)).toBe(false);
    expect(isSlow(5, 4)).toBe(false);
  });
  test('falls behind when it throws most away, also on a thin line', () => {
    expect(isSlow(30, 8)).toBe(true);
    expect(isSlow(6, 1)).toBe(true);
  });
  test('is known to fall behind before a picture counts as old', () => {
    pace.fallsBehind(0, 0, 0);
    expect(pace.fallsBehind(30, 1, 1_000)).toBe(true);
  });
  test('is judged anew after a restart', () => {
    pace.fallsBehind(0, 0, 0);
    pace.restart();
    expect(pace.fallsBehind(300, 1, 10_000)).toBe(false);
  });
});
