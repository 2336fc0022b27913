import { vi } from 'vitest';

/** Waits until the check passes. The patience is for a busy machine; nothing is measured by it. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 100_000, interval: 20 });
