import { vi } from 'vitest';

/** Answers once it holds. A slow machine may take its time: vitest's own patience of a second is a race against it. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 30_000, interval: 20 });
