import type { Page } from 'playwright-core';
import { laptop, phone, type Scene, type State } from './scene.js';

/** Enters as somebody of the demo, by role as the sign-in page says it. */
async function enter(scene: Scene, returnTo: string, role: string): Promise<Page> {
  const page = await scene.openSignedOut(`/sign-in?returnTo=${returnTo}`);
  await page.locator('sign-in-page section button').filter({ hasText: role }).first().click();
  await page.waitForURL(`**${returnTo}`);
  return page;
}

const owner = { fi: 'Järjestelmän omistaja', sv: 'Systemets ägare', en: 'Owner of the system' };
const reader = { fi: 'Raporttien lukija', sv: 'Rapportläsare', en: 'Reader of reports' };

export const people: readonly State[] = [
  {
    name: 'sign-in',
    screens: [...laptop, ...phone],
    arrange: async (scene) => {
      const page = await scene.openSignedOut('/sign-in');
      await page.locator('section button').first().waitFor();
      return page;
    },
  },
  {
    name: 'sign-in-wrong',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.openSignedOut('/sign-in');
      await page.locator('[name=userName] input').fill('joku@example.org');
      await page.locator('[name=password] input').fill('x');
      await page.keyboard.press('Enter');
      await page.locator('notice-note').waitFor();
      return page;
    },
  },
  {
    name: 'not-your-page',
    screens: laptop,
    arrange: async (scene) => {
      const page = await enter(scene, '/advisor', reader[scene.language]);
      await page.locator('not-your-page h1').waitFor();
      return page;
    },
  },
  {
    name: 'admin-account',
    screens: laptop,
    arrange: async (scene) => {
      const page = await enter(scene, '/admin', owner[scene.language]);
      await page.locator('account-list li button').first().click();
      await page.locator('account-panel h2').first().waitFor();
      return page;
    },
  },
];
