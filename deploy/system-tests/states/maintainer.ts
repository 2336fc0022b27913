import type { Page } from 'playwright-core';
import { laptop, type Scene, type State } from './scene.js';

async function fleet(scene: Scene, path: string): Promise<Page> {
  const page = await scene.open(path);
  await page.locator('.tiles li').first().waitFor();
  return page;
}

export const maintainer: readonly State[] = [
  { name: 'maintainer-fleet', screens: laptop, arrange: (scene) => fleet(scene, '/maintainer') },
  { name: 'maintainer-room', screens: laptop, arrange: (scene) => fleet(scene, '/maintainer#porvoo-1') },
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
