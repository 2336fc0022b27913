import { lampIs, laptop, phone, type State } from './scene.js';

export const start: readonly State[] = [
  {
    name: 'start-quiet',
    screens: [...laptop, ...phone],
    arrange: async (scene) => {
      const page = await scene.open('/');
      await page.locator('room-scene .lamp').waitFor();
      await page.locator('room-picture svg').waitFor();
      return page;
    },
  },
  {
    name: 'start-calling',
    screens: [...laptop, ...phone],
    arrange: async (scene) => {
      const page = await scene.open('/');
      await page.locator('room-scene .lamp').waitFor();
      await page.locator('room-picture svg').waitFor();
      const shiftId = await scene.colleague();
      await scene.press('porvoo-1');
      await scene.house.act('POST', `/calls/${await scene.openCall('porvoo-1')}/receipt`, { shiftId, kind: 'seen' });
      await lampIs(scene.house, 'porvoo-1', 'shown');
      return page;
    },
  },
];
