import { lampIs, laptop, type State } from './scene.js';

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
  {
    name: 'expert-live',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/expert');
      await page.locator('room-choice wa-select').click();
      await page.locator('room-choice wa-option[value=porvoo-1]').click();
      await page.locator('.choose wa-button[variant=brand]').first().click();
      await page.locator('document-camera-view [data-state=live], document-camera-view[data-state=live]').first().waitFor();
      await lampIs(scene.house, 'porvoo-1', 'announced-test');
      return page;
    },
  },
];
