import type { Page } from 'playwright-core';
import { eventually } from '../../setup/eventually.mjs';
import { laptop, type Scene, type State } from './scene.js';

const untilCards = (page: Page, count: number): Promise<void> =>
  eventually(async () => {
    if ((await page.locator('call-card').count()) !== count) throw new Error(`not ${count} cards`);
  });

/** The board of an advisor who has answered the one call. */
async function answered(scene: Scene): Promise<Page> {
  const page = await scene.onShift();
  await scene.press('porvoo-1');
  await untilCards(page, 1);
  await page.keyboard.press('v');
  await page.locator('call-card[data-look=way]').waitFor();
  return page;
}

export const advisor: readonly State[] = [
  {
    name: 'advisor-off-shift',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/advisor');
      await page.locator('.off-shift').waitFor();
      return page;
    },
  },
  {
    name: 'advisor-start-shift',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/advisor');
      await page.locator('.off-shift wa-button').click();
      await page.locator('start-shift-dialog wa-button[autofocus]').waitFor();
      return page;
    },
  },
  { name: 'advisor-quiet', screens: laptop, arrange: (scene) => scene.onShift() },
  {
    name: 'advisor-calling',
    screens: laptop,
    arrange: async (scene) => {
      const [page, colleague] = [await scene.onShift(), await scene.colleague()];
      await scene.press('imatra-1');
      const imatra = await scene.openCall('imatra-1');
      await scene.house.act('POST', `/calls/${imatra}/acknowledge`, { shiftId: colleague });
      await scene.house.act('POST', `/calls/${imatra}/on-the-way`, { shiftId: colleague });
      await scene.press('porvoo-1');
      await untilCards(page, 2);
      await page.locator('call-card[data-look=way]').waitFor();
      return page;
    },
  },
  {
    name: 'advisor-two-calls',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.onShift();
      for (const roomId of ['porvoo-1', 'imatra-1']) await scene.press(roomId);
      await untilCards(page, 2);
      return page;
    },
  },
  {
    name: 'advisor-answered',
    screens: laptop,
    arrange: (scene) => answered(scene),
  },
  {
    name: 'advisor-end-call',
    screens: laptop,
    arrange: async (scene) => {
      const page = await answered(scene);
      // Not while the answer is still on its way: then the button is disabled.
      await page.locator('call-card button').last().click({ trial: true });
      await page.keyboard.press('a');
      await page.locator('end-call-dialog .reasons wa-button').first().waitFor();
      return page;
    },
  },
  {
    name: 'advisor-not-reached',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/advisor');
      await scene.press('imatra-1');
      await page.locator('call-card[data-look=not-reached]').waitFor();
      return page;
    },
  },
  {
    name: 'advisor-room-unreachable',
    screens: laptop,
    arrange: async (scene) => {
      await scene.house.room('imatra-1').end('SIGTERM');
      const page = await scene.onShift();
      // It stays away until the house is mended.
      await page.locator('rooms-board article[aria-labelledby=imatra] li.off').waitFor();
      return page;
    },
  },
  {
    name: 'advisor-line-lost',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.onShift();
      await scene.house.hub.end('SIGKILL');
      await page.locator('line-note').locator('visible=true').first().waitFor();
      return page;
    },
  },
];
