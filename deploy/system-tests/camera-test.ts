import { test as base } from 'vitest';
import { openBrowser } from './browser.js';
import { CameraHouse } from './camera-house.js';
import type { HousePlan } from './house.js';

/** A test with a house whose camera an expert may watch: one browser for a file, a house for each test. */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- vitest reads from the pattern which fixtures a fixture needs
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await openBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('plan', (): HousePlan => ({}))
  .extend('camera', async ({ browser, plan }, { onCleanup }) => {
    const camera = await CameraHouse.build(browser, plan);
    onCleanup(() => camera.remove());
    return camera;
  });
