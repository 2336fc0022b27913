import { seconds } from '@etapiste/protocol';
import { expect, test, vi } from 'vitest';
import { ManualClock, systemClock, type Clock } from '../clock/index.js';
import { Watchdog } from './watchdog.js';

test('it barks once when it has not been fed for so long, and not before', () => {
  const clock = new ManualClock();
  const bark = vi.fn<() => void>();
  const watchdog = new Watchdog(bark, clock);
  for (let fed = 0; fed < 5; fed++) {
    watchdog.feed(seconds(2));
    clock.pass(seconds(1.9));
  }
  expect(bark).not.toHaveBeenCalled();
  clock.pass(seconds(10));
  expect(bark).toHaveBeenCalledTimes(1);
});

test('stopped, it is quiet for ever', () => {
  const clock = new ManualClock();
  const bark = vi.fn<() => void>();
  const watchdog = new Watchdog(bark, clock);
  watchdog.feed(seconds(2));
  watchdog.stop();
  clock.pass(seconds(60));
  expect(bark).not.toHaveBeenCalled();
});

test('a controller that was held up itself listens once more before it judges', () => {
  let [nowMs, fire] = [0, () => undefined as void];
  const clock: Clock = {
    ...systemClock,
    monotonicMs: () => nowMs,
    after: (_delay, action) => {
      fire = action;
      return { cancel: () => undefined };
    },
  };
  const bark = vi.fn<() => void>();
  new Watchdog(bark, clock).feed(seconds(2));
  nowMs = 30_000;
  fire();
  expect(bark).not.toHaveBeenCalled();
  nowMs = 32_000;
  fire();
  expect(bark).toHaveBeenCalledTimes(1);
});
