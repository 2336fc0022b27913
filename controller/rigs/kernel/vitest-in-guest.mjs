// What tests use of vitest, on Node's own test runner: vitest itself needs a minute to start on an emulated processor.
import { it as test } from 'node:test';
import { expect } from 'vitest';

export { after as afterAll, afterEach, before as beforeAll, beforeEach, describe } from 'node:test';
export { expect };

/** @typedef {() => void | Promise<void>} Body */
export const it = Object.assign((/** @type {string} */ title, /** @type {Body} */ body) => test(title, body), {
  skipIf: (/** @type {unknown} */ isSo) => (/** @type {string} */ title, /** @type {Body} */ body) =>
    test(title, { skip: Boolean(isSo) }, body),
});

export const vi = {
  /**
   * @template T
   * @param {() => T | Promise<T>} check
   * @param {{ timeout: number, interval: number }} patience
   */
  async waitFor(check, { timeout, interval }) {
    const end = performance.now() + timeout;
    for (;;) {
      try {
        return await check();
      } catch (error) {
        if (performance.now() > end) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  },
};
