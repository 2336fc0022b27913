import { expect } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { cameraRoom as room } from './camera-house.js';
import { test } from './camera-test.js';

/*
 * The whole line of a picture on real parts: a controller's camera process, GStreamer, SRTP, Janus, the hub's way to it, and
 * Chromium.
 */

test.beforeEach(({ camera }) => camera.start(room));

test('the expert sees the paper move, the room is told, and ending closes the camera', async ({ camera }) => {
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

test('a page that is closed closes the camera', async ({ camera }) => {
  await camera.show();
  await camera.page.close();
  await eventually(async () => expect(await camera.cameraState()).toBe('off'));
});

test('a still paper is live with a badge; an unplugged camera is covered with its reason', async ({ camera }) => {
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

test('a second expert joins a running picture; the first keeps it', async ({ camera }) => {
  await camera.show();
  const second = await camera.expert.newPage();
  await camera.show(second);

  await second.close();
  await camera.page.bringToFront();
  await camera.untilMoreFrames();
  expect(camera.mountpoints).toHaveLength(1);
  expect(camera.line.sources).toHaveLength(1);
});
