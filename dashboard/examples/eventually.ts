import { vi } from 'vitest';

/** A cap for what hangs, below the tests' own. */
export const patienceMs = 100_000;

/** Answers once it holds. A slow machine may take its time: vitest's own patience of a second is a race against it. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: patienceMs, interval: 20 });
