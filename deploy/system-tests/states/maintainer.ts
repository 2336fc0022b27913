import type { Page } from 'playwright-core';
import { demoPeople } from '../../setup/demo-sign-in.mjs';
import { laptop, phone, type Scene, type State } from './scene.js';

async function fleet(scene: Scene, path: string): Promise<Page> {
  const page = await scene.openAs(demoPeople.maintainer, path);
  await page.locator('.tiles li').first().waitFor();
  return page;
}

/** The dialog in which a maintainer types the code of a device. */
async function enrolling(scene: Scene, code = ''): Promise<Page> {
  const page = await fleet(scene, '/maintainer');
  await page.locator('.head wa-button').click();
  const input = page.locator('enrol-device-dialog wa-input input');
  await input.waitFor();
  if (code) {
    await input.fill(code);
    await page.keyboard.press('Enter');
  }
  return page;
}

/** The dialog after the code of a screen was found. */
async function found(scene: Scene): Promise<Page> {
  const page = await enrolling(scene, (await scene.house.strangeTerminal()).code);
  await page.locator('enrol-device-dialog wa-select').click();
  await page.locator('wa-option[value=imatra-1]').click();
  await page.locator('wa-select[open]').waitFor({ state: 'detached' });
  return page;
}

export const maintainer: readonly State[] = [
  { name: 'maintainer-fleet', screens: laptop, arrange: (scene) => fleet(scene, '/maintainer') },
  { name: 'maintainer-room', screens: [...laptop, ...phone], arrange: (scene) => fleet(scene, '/maintainer#porvoo-1') },
  { name: 'maintainer-enrol', screens: [...laptop, ...phone], arrange: (scene) => enrolling(scene) },
  {
    name: 'maintainer-enrol-wrong',
    screens: laptop,
    arrange: async (scene) => {
      const page = await enrolling(scene, 'BCDF-12');
      await page.locator('enrol-device-dialog notice-note').waitFor();
      return page;
    },
  },
  { name: 'maintainer-enrol-room', screens: laptop, arrange: found },
  {
    name: 'maintainer-enrol-done',
    screens: laptop,
    arrange: async (scene) => {
      const page = await found(scene);
      await page.locator('enrol-device-dialog wa-button[type=submit]').click();
      await page.locator('enrol-device-dialog [role=status]').waitFor();
      return page;
    },
  },
  {
    name: 'maintainer-revoke',
    screens: laptop,
    arrange: async (scene) => {
      const { id, code, pollToken } = await scene.house.strangeTerminal();
      await scene.house.act('POST', `/enrolments/${id}/confirm`, { code, roomId: 'imatra-1' });
      await scene.house.act('POST', `/enrolments/${id}/poll`, { pollToken });
      const page = await fleet(scene, '/maintainer#imatra-1');
      await page.locator('credential-list wa-button').first().click();
      await page.locator('credential-list .sure').scrollIntoViewIfNeeded();
      return page;
    },
  },
  {
    name: 'maintainer-loading',
    screens: laptop,
    arrange: async (scene) => {
      const page = await (await scene.context()).newPage();
      // Only a page's own stream can be held here; one in a shared worker goes past the page's routes.
      await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
      await page.route('**/api/v1/live*', () => undefined);
      await page.goto('/maintainer');
      await page.locator('loading-lines').waitFor();
      return page;
    },
  },
];
