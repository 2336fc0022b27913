import { describe, expect, test } from 'vitest';
import { grey, PictureWatch } from './picture-watch.js';

/** Text on a paper, with a sensor's noise of so much. */
const page = (noise = 0, change = 0): Buffer =>
  Buffer.from(
    Array.from({ length: grey.columns * grey.rows }, (_, at) => {
      const ink = at % 7 < 3 ? 60 : 220;
      return ink + Math.round((Math.random() - 0.5) * 2 * noise) + (at === 1_200 ? change : 0);
    }),
  );
const flat = (luma: number) => Buffer.alloc(grey.columns * grey.rows, luma);

describe('what the picture shows', () => {
  const after = (frame: (second: number) => Buffer, seconds: number) => {
    const watch = new PictureWatch(false);
    let state = watch.look(frame(0), 0);
    for (let second = 0.5; second <= seconds; second += 0.5) state = watch.look(frame(second), second * 1_000);
    return state;
  };

  test('a pen that moves is live', () => expect(after((second) => page(4, (second * 60) % 120), 10)).toBe('live'));
  test('a paper that lies still has no movement after 3 s, for all the noise of the sensor', () => {
    expect(after(() => page(6), 2.5)).toBe('live');
    expect(after(() => page(6), 3)).toBe('no-movement');
  });
  test('the timecode’s row is no movement', () => {
    const clock = (second: number) => page().fill(second * 20, 0, grey.columns);
    expect(after(clock, 4)).toBe('no-movement');
  });
  test('a cap on the lens is black at once', () => expect(after(() => flat(16), 0)).toBe('black'));
  test('a hand on the lens is covered, not black', () => expect(after(() => flat(90), 0)).toBe('covered'));
});

describe('whether the camera only repeats itself', () => {
  test('the same bytes for 3 s are a fault; a sensor always has noise', () => {
    const watch = new PictureWatch(false);
    watch.look(page(), 0);
    expect([watch.isFrozen(7, 0), watch.isFrozen(7, 2_900), watch.isFrozen(7, 3_000)]).toEqual([false, false, true]);
    expect([watch.isFrozen(8, 3_500), watch.isFrozen(8, 6_400)]).toEqual([false, false]);
  });

  test('a camera that hangs is not called a still paper before it is called a fault', () => {
    const watch = new PictureWatch(false);
    const states = [0, 1_000, 2_000, 2_500, 3_100].map((nowMs) => {
      const state = watch.look(page(), nowMs);
      return watch.isFrozen(7, nowMs) ? 'fault' : state;
    });
    expect(states).toEqual(['live', 'live', 'live', 'live', 'fault']);
  });

  test('a source that is declared noiseless may repeat a still paper for ever', () => {
    const watch = new PictureWatch(true);
    watch.look(page(), 0);
    watch.isFrozen(7, 0);
    expect(watch.isFrozen(7, 600_000)).toBe(false);
    expect(watch.look(page(), 600_000)).toBe('no-movement');
  });

  test('a black or covered picture says so and is no fault, however even it is', () => {
    for (const luma of [16, 90]) {
      const watch = new PictureWatch(false);
      watch.look(flat(luma), 0);
      watch.isFrozen(7, 0);
      expect(watch.isFrozen(7, 60_000)).toBe(false);
    }
  });

  test('nothing is proved until a frame differs from the first; then it is for good', () => {
    const watch = new PictureWatch(false);
    expect(watch.isProved).toBe(false);
    const still = page();
    watch.look(still, 0);
    watch.look(still, 33);
    expect(watch.isProved).toBe(false);
    watch.look(page(1), 66);
    watch.look(still, 99);
    expect(watch.isProved).toBe(true);
  });

  test('a difference that the small copy does not see proves the camera too', () => {
    const watch = new PictureWatch(false);
    watch.look(page(), 0);
    watch.isFrozen(7, 0);
    watch.isFrozen(8, 500);
    expect(watch.isProved).toBe(true);
  });
});
