import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openContext } from './browser.js';
import { cameraRoom as room } from './camera-house.js';
import { test as base } from './camera-test.js';
import { calmPicture } from './house.js';

/* What the expert sees, on the room's own screen: the same real picture by a seat of its own, judged by its own frames. */

/** The room's screen, in a browser of its own; the expert's page already shows the picture, and the room sees it. */
const test = base.extend('kiosk', async ({ camera }, { onCleanup }): Promise<Page> => {
  const { expert, house } = camera;
  const browser = expert.browser();
  if (!browser) throw new Error('the expert has no browser');
  await camera.start(room);
  const context = await openContext(browser, house.url);
  onCleanup(() => context.close());
  const kiosk = await context.newPage();
  await kiosk.goto(`/kiosk?room=${room}`);
  await kiosk.getByRole('heading', { level: 1, name: 'Tervetuloa etäpalveluun' }).waitFor();
  await kiosk.locator('video').waitFor({ state: 'detached' });
  await camera.show();
  await camera.untilPicture('live', kiosk);
  return kiosk;
});
test.override('plan', () => ({ picture: calmPicture }));

const mirror = (kiosk: Page) => kiosk.getByRole('complementary', { name: 'Asiantuntija näkee tämän' });

test('the room sees the paper while the expert sees it, can still call, and nothing is left when the expert ends', async ({
  camera,
  kiosk,
}) => {
  await mirror(kiosk).getByText('Asiantuntija näkee tämän').waitFor();
  expect(camera.mountpoints).toHaveLength(1);
  expect(camera.openSeats).toBe(2);

  await kiosk.getByRole('button', { name: 'Kutsu palveluneuvoja' }).click();
  await kiosk.getByRole('heading', { name: 'Kutsu on tallessa' }).waitFor();
  await camera.untilPicture('live', kiosk);

  await camera.page.getByRole('button', { name: 'Lopeta' }).click();
  await mirror(kiosk).waitFor({ state: 'detached' });
  expect(await kiosk.locator('video').count()).toBe(0);
  await eventually(async () => expect(await camera.cameraState()).toBe('off'));
  await eventually(() => expect(camera.openSeats).toBe(0));
});

test('a camera that gives no frames is covered in the room as well, and a terminal that goes takes nothing from the expert', async ({
  camera,
  kiosk,
}) => {
  await camera.house.simulate(room, 'document-camera', { mode: 'unplug' });
  await camera.untilPicture('covered', kiosk);
  await mirror(kiosk).getByText('Paperi ei näy nyt kenellekään.').waitFor();

  await camera.house.simulate(room, 'document-camera', { mode: 'paper' });
  await camera.untilPicture('live', kiosk);
  await kiosk.context().close();
  await camera.page.bringToFront();
  await camera.untilMoving();
  expect(camera.mountpoints).toHaveLength(1);
});

test('without the hub the room’s screen cannot confirm who sees, and says it again when the hub is back', async ({
  camera: { house },
  kiosk,
}) => {
  await house.hub.end('SIGKILL');
  await kiosk.getByRole('heading', { name: 'Ei yhteyttä juuri nyt' }).waitFor();
  expect(await mirror(kiosk).getByText('Asiantuntija näkee tämän').count()).toBe(0);
  house.hub.start();
  await kiosk.getByRole('heading', { name: 'Tervetuloa etäpalveluun' }).waitFor();
  await mirror(kiosk).getByText('Asiantuntija näkee tämän').waitFor();
});

test('a killed media server takes the picture from the room’s screen; with the next one it sees the new picture', async ({
  camera,
  kiosk,
}) => {
  await camera.janus.end('SIGKILL');
  await mirror(kiosk).waitFor({ state: 'detached' });
  camera.janus.start();
  await camera.untilPicture('live', kiosk);
  expect(camera.mountpoints).toHaveLength(2);
});
