import { seconds } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BackOff } from './back-off.js';
import { ManualClock } from './manual-clock.js';

describe('pauses between attempts', () => {
  it('double from the first to the longest, a quarter shorter or longer by chance, and start anew', () => {
    const fair = (random: number) => {
      const backOff = new BackOff(seconds(0.5), seconds(10), () => random);
      const pauses = Array.from({ length: 8 }, () => backOff.next());
      backOff.reset();
      return (
        [0.5, 1, 2, 4, 8, 10, 10, 10].every((plain, index) => pauses[index] === seconds(plain) * (0.75 + random / 2)) &&
        backOff.next() === pauses[0]
      );
    };
    expect(() => fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fair))).not.toThrow();
  });
});

describe('a clock that a test moves', () => {
  it('lets everything happen at its own moment and in its order', () => {
    const clock = new ManualClock();
    const start = clock.monotonicMs();
    const story: string[] = [];
    const note = (what: string) => () => story.push(`${what} ${clock.monotonicMs() - start}`);
    clock.after(seconds(2), note('later'));
    const tick = clock.every(seconds(1), note('tick'));
    clock.after(seconds(1.5), () => tick.cancel());
    clock.after(seconds(1), () => clock.after(seconds(0.2), note('nested')));
    clock.pass(seconds(5));
    expect(story).toEqual(['tick 1000', 'nested 1200', 'later 2000']);
  });
});
