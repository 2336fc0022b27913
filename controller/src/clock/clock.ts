import type { Milliseconds } from '@etapiste/protocol';

/** A timer that somebody owns and must cancel. */
export interface Timer {
  cancel(): void;
}

/** Everything that a feature may know about time; tests pass one that they move by hand. */
export interface Clock {
  /** Wall time. May be wrong on a room's controller, so nothing is decided by it. */
  now(): Date;
  /** Milliseconds of CLOCK_MONOTONIC: never jumps, and comparable with the kernel's GPIO timestamps of this boot. */
  monotonicMs(): Milliseconds;
  after(delay: Milliseconds, action: () => void): Timer;
  every(period: Milliseconds, action: () => void): Timer;
}

const nanosecondsPerMillisecond = 1e6;

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => Number(process.hrtime.bigint()) / nanosecondsPerMillisecond,
  after(delay, action) {
    const timer = setTimeout(action, delay);
    return { cancel: () => clearTimeout(timer) };
  },
  every(period, action) {
    const timer = setInterval(action, period);
    return { cancel: () => clearInterval(timer) };
  },
};
