import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { cameraRoom as room, type CameraHouse } from './camera-house.js';
import { test } from './camera-test.js';

/*
 * What an expert does with the paper's picture, on a real picture from a controller's camera process through Janus: whatever it
 * is, the picture is covered when it is not live, and everybody who watches reads the same.
 */

test.beforeEach(async ({ camera }) => {
  await camera.start(room);
  await camera.show();
});

const simulate = ({ house }: CameraHouse, mode: string) => house.simulate(room, 'document-camera', { mode });
const press = async (view: Locator, ...keys: readonly string[]) => {
  await view.locator('.stage').focus();
  for (const key of keys) await view.page().keyboard.press(key);
};
const isDrawn = (view: Locator, selector: string) =>
  view.locator(selector).evaluate((element) => getComputedStyle(element).visibility === 'visible');

test('a frozen paper on the full screen is covered as soon as the camera gives no frames, and is never taken for the live one', async ({
  camera,
}) => {
  const { page, view } = camera;
  await press(view, '+', '+', 't', 'f', 'p');
  await view
    .getByText(/^Pysäytetty kuva, klo \d+\.\d\d\.\d\d – ei suora$/)
    .first()
    .waitFor();
  await view.getByText('Kuva on suora').waitFor();
  await camera.untilMoreFrames();

  await simulate(camera, 'unplug');
  await camera.untilPicture('covered');
  await view.getByText('Dokumenttikamera ei ole kytkettynä').waitFor();
  expect([await isDrawn(view, 'canvas'), await isDrawn(view, 'video')]).toEqual([false, false]);

  await simulate(camera, 'paper');
  await camera.untilPicture('live');
  await view.getByText('ei suora').first().waitFor();
  await page.keyboard.press('p');
  await eventually(async () => expect(await view.locator('.band').count()).toBe(0));
  expect(await isDrawn(view, 'video')).toBe(true);
});

test('who comes after a fault reads what those read who were there before it', async ({ camera }) => {
  const { view } = camera;
  await simulate(camera, 'unplug');
  const words = 'Dokumenttikamera ei ole kytkettynä';
  await view.getByText(words).waitFor();

  const later = await camera.expert.newPage();
  await camera.choose(later);
  await later.getByRole('button', { name: 'Näytä kuva' }).click();
  await later.locator('document-camera-view').getByText(words).waitFor();
  await simulate(camera, 'paper');
  await camera.untilPicture('live');
  await camera.untilPicture('live', later);
});

// A machine too slow for a look shows the live picture without it: the look itself is read from the canvas of the frozen one.
test('sharpening, contrast and black on white leave the live picture its frames', async ({ camera }) => {
  const { view } = camera;
  for (const look of ['sharp', 'strong', 'print']) {
    await press(view, 't');
    await eventually(async () => expect(await view.locator('canvas').getAttribute('style')).toContain(`#${look}`));
    await camera.untilMoreFrames();
    expect(await view.getAttribute('data-state')).toBe('live');
  }
});
