import type { Milliseconds } from '@etapiste/protocol';

/** Cancels a timer; harmless when it has already run. */
export type Cancel = () => void;

/** Time as the plumbing and the features see it, so that tests can move it. */
export interface Clock {
  /** Wall time. May jump: for people and rows, never for measuring. */
  now(): Date;
  /** Milliseconds that only ever grow: for measuring. */
  monotonicMs(): Milliseconds;
  /** Runs the action once, later. */
  after(delayMs: Milliseconds, action: () => void): Cancel;
}

/** The machine's own clocks. Its timers do not keep a process alive. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
