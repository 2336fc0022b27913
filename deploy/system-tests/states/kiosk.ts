import type { Page } from 'playwright-core';
import { watching } from './expert.js';
import { cameraIs, laptop, terminals, type Scene, type State } from './scene.js';

const callButton = 'call-button button';

/** A terminal after a touch of its button, with an advisor's shift at hand who has done nothing yet. */
async function calling(scene: Scene, roomId = 'porvoo-1'): Promise<{ page: Page; shiftId: string; callId: string }> {
  const shiftId = await scene.colleague();
  const page = await scene.open(`/kiosk?room=${roomId}`);
  await kioskSays(page, 'idle');
  await page.locator(callButton).click();
  const callId = await scene.openCall(roomId);
  return { page, shiftId, callId };
}

/** Waits for what the screen says by its own mark, in whatever language. */
const kioskSays = (page: Page, moment: string): Promise<void> => page.locator(`[data-moment=${moment}]`).first().waitFor();

/** A screen that belongs to no room, with its code. It must not be a demo's, where anybody chooses the room. */
async function stranger(scene: Scene): Promise<Page> {
  const page = await (await scene.context([])).newPage();
  await page.route('**/api/v1/demo', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      json: { type: 'urn:etapiste:problem:not-found', title: '', status: 404, code: 'not-found' },
    }),
  );
  await page.goto('/kiosk');
  await page.locator('enrolment-screen .code').waitFor();
  return page;
}

/** The terminal of Porvoo while an expert tries out its document camera: it shows what the expert sees. */
async function mirroring(scene: Scene): Promise<Page> {
  await watching(scene);
  const page = await scene.open('/kiosk?room=porvoo-1');
  await page.locator('paper-mirror [data-state=live]').waitFor();
  return page;
}

export const kiosk: readonly State[] = [
  {
    name: 'kiosk-idle',
    screens: [...terminals, ...laptop],
    arrange: async (scene) => {
      const page = await scene.open('/kiosk?room=porvoo-1');
      await kioskSays(page, 'idle');
      return page;
    },
  },
  {
    name: 'kiosk-contrast',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const page = await scene.open('/kiosk?room=porvoo-1');
      await kioskSays(page, 'idle');
      await page.locator('comfort-bar button').last().click();
      await page.locator('html[data-theme=contrast]').waitFor();
      return page;
    },
  },
  {
    name: 'kiosk-larger-text',
    screens: terminals,
    arrange: async (scene) => {
      const { page, shiftId, callId } = await calling(scene);
      await scene.house.act('POST', `/calls/${callId}/receipt`, { shiftId, kind: 'seen' });
      await kioskSays(page, 'shown');
      for (let touches = 0; touches < 2; touches++) await page.locator('comfort-bar button.look').first().click();
      return page;
    },
  },
  {
    name: 'kiosk-enrolment',
    screens: terminals,
    arrange: (scene) => stranger(scene),
  },
  {
    // In contrast and the largest text.
    name: 'kiosk-enrolment-offline',
    screens: [terminals[1]],
    arrange: async (scene) => {
      const page = await stranger(scene);
      await page.route('**/api/v1/enrolments/*/poll', (route) => route.abort());
      await page.locator('enrolment-screen [role=status]').waitFor();
      for (let touches = 0; touches < 2; touches++) await page.locator('comfort-bar button.look').first().click();
      await page.locator('comfort-bar button').last().click();
      await page.locator('html[data-theme=contrast]').waitFor();
      return page;
    },
  },
  {
    name: 'kiosk-sending',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const page = await scene.open('/kiosk?room=porvoo-1');
      await page.route('**/api/v1/calls', (route) => route.abort());
      await page.locator(callButton).click();
      await kioskSays(page, 'sending');
      return page;
    },
  },
  {
    name: 'kiosk-stored',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const { page } = await calling(scene);
      await kioskSays(page, 'stored');
      return page;
    },
  },
  {
    name: 'kiosk-shown',
    screens: terminals,
    arrange: async (scene) => {
      const { page, shiftId, callId } = await calling(scene);
      await scene.house.act('POST', `/calls/${callId}/receipt`, { shiftId, kind: 'seen' });
      await kioskSays(page, 'shown');
      return page;
    },
  },
  {
    name: 'kiosk-on-the-way',
    screens: terminals,
    arrange: async (scene) => {
      const { page, shiftId, callId } = await calling(scene);
      await scene.house.act('POST', `/calls/${callId}/acknowledge`, { shiftId });
      await scene.house.act('POST', `/calls/${callId}/on-the-way`, { shiftId });
      await kioskSays(page, 'on-the-way');
      return page;
    },
  },
  {
    name: 'kiosk-not-reached',
    screens: terminals,
    arrange: async (scene) => {
      const { page } = await calling(scene, 'imatra-1');
      await kioskSays(page, 'not-reached');
      return page;
    },
  },
  {
    name: 'kiosk-ended',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const { page, shiftId, callId } = await calling(scene);
      await scene.house.act('POST', `/calls/${callId}/acknowledge`, { shiftId });
      await scene.house.act('POST', `/calls/${callId}/on-the-way`, { shiftId });
      // A terminal tells the end only of a call that it has shown.
      await kioskSays(page, 'on-the-way');
      await scene.house.act('POST', `/calls/${callId}/done`, { shiftId, reason: 'helped-in-room' });
      await kioskSays(page, 'ended');
      return page;
    },
  },
  { name: 'kiosk-paper', screens: [...terminals, ...laptop], arrange: mirroring },
  {
    name: 'kiosk-paper-calling',
    screens: [...terminals, ...laptop],
    arrange: async (scene) => {
      const page = await mirroring(scene);
      const shiftId = await scene.colleague();
      await page.locator(callButton).click();
      await scene.house.act('POST', `/calls/${await scene.openCall('porvoo-1')}/receipt`, { shiftId, kind: 'seen' });
      await kioskSays(page, 'shown');
      return page;
    },
  },
  {
    name: 'kiosk-paper-covered',
    screens: [...terminals, ...laptop],
    arrange: async (scene) => {
      const page = await mirroring(scene);
      await scene.house.simulate('porvoo-1', 'document-camera', { mode: 'unplug' });
      await cameraIs(scene.house, 'porvoo-1', 'no-device');
      await page.locator('paper-mirror [data-state=covered]').waitFor();
      return page;
    },
  },
  {
    name: 'kiosk-paper-contrast',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const page = await mirroring(scene);
      await page.locator('comfort-bar button').last().click();
      await page.locator('html[data-theme=contrast]').waitFor();
      return page;
    },
  },
  {
    name: 'kiosk-paper-larger-text',
    screens: [...terminals, ...laptop],
    arrange: async (scene) => {
      const page = await mirroring(scene);
      for (let touches = 0; touches < 2; touches++) await page.locator('comfort-bar button.look').first().click();
      return page;
    },
  },
  {
    name: 'kiosk-offline',
    screens: terminals,
    arrange: async (scene) => {
      const page = await scene.open('/kiosk?room=porvoo-1');
      await kioskSays(page, 'idle');
      await scene.house.hub.end('SIGKILL');
      await kioskSays(page, 'offline');
      return page;
    },
  },
];
