import { seconds } from '@etapiste/protocol';
import { vi } from 'vitest';

/** Waits until the check passes; a slow machine may take its time, a broken one fails with the check's own words. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: seconds(100), interval: 20 });
