import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser } from './browser.js';
import { cameraRoom as room, CameraHouse } from './camera-house.js';
import { eventually } from './house.js';

/*
 * The whole line of a picture on real parts: a controller's camera process, GStreamer, SRTP, Janus, the hub's way to it, and
 * Chromium.
 */

// Real programs start, die and come back in each of these.
vi.setConfig({ testTimeout: 240_000 });

let browser: Browser;
let camera: CameraHouse;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  camera = await CameraHouse.build(browser);
  await camera.house.start(room);
});
afterEach(async () => {
  await camera.remove();
});

test('the expert sees the paper move, the room is told, and ending closes the camera', async () => {
  const { house, page } = camera;
  await camera.show();
  await camera.untilMoving();
  expect(await house.simulated(room)).toMatchObject({ lamp: 'announced-test', documentCamera: { state: 'live' } });
  expect(await page.getByText('Kuva on suora').isVisible()).toBe(true);

  await page.getByRole('button', { name: 'Lopeta' }).click();
  await eventually(async () =>
    expect(await house.simulated(room)).toMatchObject({ lamp: 'dark', documentCamera: { state: 'off' } }),
  );
});

test('a page that is closed closes the camera', async () => {
  await camera.show();
  await camera.page.close();
  await eventually(async () => expect(await camera.cameraState()).toBe('off'));
});

test('a still paper is live with a badge; an unplugged camera is covered with its reason', async () => {
  const { house, page } = camera;
  await camera.show();
  await house.simulate(room, 'document-camera', { mode: 'still' });
  await page.getByText('Ei liikettä').waitFor();
  expect(await camera.view.getAttribute('data-state')).toBe('live');

  await house.simulate(room, 'document-camera', { mode: 'unplug' });
  await camera.untilPicture('covered');
  await page.getByText('Dokumenttikamera ei ole kytkettynä').waitFor();

  await house.simulate(room, 'document-camera', { mode: 'paper' });
  await camera.untilMoving();
});

test('a second expert joins a running picture; the first keeps it', async () => {
  await camera.show();
  const page = await camera.expert.newPage();
  await page.goto('/expert');
  await page.getByRole('combobox', { name: 'Huone' }).click();
  await page.getByRole('option', { name: 'Porvoo-info, huone 1' }).click();
  await page.getByRole('button', { name: 'Näytä kuva' }).click();
  await eventually(async () => expect(await page.locator('document-camera-view').getAttribute('data-state')).toBe('live'));

  await page.close();
  await camera.page.bringToFront();
  await camera.untilMoreFrames();
  expect(camera.mountpoints).toHaveLength(1);
  expect(camera.line.sources).toHaveLength(1);
});
