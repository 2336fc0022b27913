import { vi } from 'vitest';

/** How long a test waits for what must come: a cap for what hangs, below the test's own. A slow machine's whole line may take long. */
export const patienceMs = 200_000;

/**
 * Answers once it holds.
 * @template T
 * @param {() => T | Promise<T>} check
 * @param {number} [timeout] in milliseconds
 * @returns {Promise<T>}
 */
export const eventually = (check, timeout = patienceMs) => vi.waitFor(check, { timeout, interval: 50 });
