import type { Page } from 'playwright-core';
import { lampIs, laptop, phone, terminals, type Scene, type State } from './scene.js';

const screens = [...laptop, terminals[0], ...phone] as const;
const live = 'document-camera-view[data-state=live]';

/** The expert sees the paper of Porvoo, and has pressed these keys on it. */
export async function watching(scene: Scene, ...keys: readonly string[]): Promise<Page> {
  const page = await scene.open('/expert');
  await page.locator('room-choice wa-select').click();
  await page.locator('room-choice wa-option[value=porvoo-1]').click();
  await page.locator('.choose wa-button[variant=brand]').first().click();
  await page.locator(live).waitFor();
  await lampIs(scene.house, 'porvoo-1', 'announced-test');
  if (keys.length > 0) await page.locator('document-camera-view .stage').focus();
  for (const key of keys) await page.keyboard.press(key);
  return page;
}

export const expert: readonly State[] = [
  {
    name: 'expert-choose',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/expert');
      await page.locator('room-choice wa-option').first().waitFor({ state: 'attached' });
      return page;
    },
  },
  { name: 'expert-live', screens, arrange: (scene) => watching(scene) },
  {
    name: 'expert-near',
    screens,
    arrange: async (scene) => {
      const page = await watching(scene, '+', '+', '+', 't', 's');
      await page.locator('viewer-adjust').waitFor();
      return page;
    },
  },
  {
    name: 'expert-frozen',
    screens,
    arrange: async (scene) => {
      const page = await watching(scene, '+', 'p');
      await page.locator('document-camera-view .band').waitFor();
      return page;
    },
  },
  {
    name: 'expert-upright-large',
    screens: laptop,
    arrange: async (scene) => {
      const page = await watching(scene, 'r', 'l');
      await page.locator('document-camera-view[large]').waitFor();
      return page;
    },
  },
  {
    name: 'expert-keys',
    screens: laptop,
    arrange: async (scene) => {
      const page = await watching(scene, '?');
      await page.locator('viewer-key-list').waitFor();
      return page;
    },
  },
  {
    name: 'expert-covered',
    screens,
    arrange: async (scene) => {
      const page = await watching(scene);
      await scene.house.room('porvoo-1').end('SIGKILL');
      // Covered first by the frames that do not come, then with the reason that the hub knows.
      await page.locator('document-camera-view[data-state=covered]').waitFor();
      return page;
    },
  },
];
