import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser } from './browser.js';
import { cameraRoom as room, CameraHouse } from './camera-house.js';
import { count } from './counts.js';
import { eventually } from './house.js';

/*
 * A room behind a thin line: 384 kbps with a quarter of a second to wait in, and one packet in a hundred lost by chance. Asking
 * such a line for more than it carries leaves no picture at all, so the rate follows what the page says of its frames.
 */

vi.setConfig({ testTimeout: 300_000 });

/** A line that is wide again is trusted step by step. */
const recoversWithinMs = 150_000;
const thin = { kbps: 384, loss: 0.01 };

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
});
afterEach(async () => {
  await camera.remove();
});

/** How much the room may send now. */
const kbps = (): number =>
  camera.house.query<{ kbps: number }>('SELECT "kbps" FROM "announced_test" WHERE "endedAt" IS NULL')[0]?.kbps ?? Number.NaN;

/** Frames a second that the page decodes, over some seconds. */
async function framesPerSecond(overMs: number): Promise<number> {
  const [from, startedAt] = [await camera.frames(), performance.now()];
  await camera.page.waitForFunction((until) => Date.now() > until, Date.now() + overMs);
  return ((await camera.frames()) - from) / ((performance.now() - startedAt) / 1000);
}

test('the paper keeps moving on a line of 384 kbps that nobody knew to be thin, and gets its rate back with the line', async () => {
  await camera.house.start(room);
  await camera.show();
  const before = kbps();
  camera.line.set(thin);
  // The encoder spends less than it may: a little more than the line carries can be right.
  await eventually(() => expect(kbps()).toBeLessThan(thin.kbps * 1.25));
  await eventually(async () => expect(await framesPerSecond(5_000)).toBeGreaterThan(5));
  const rate = await framesPerSecond(count(8_000, 60_000));
  console.log(`384 kbps with 1 % loss: ${rate.toFixed(1)} frames a second at ${kbps()} kbps`);
  expect(rate).toBeGreaterThanOrEqual(5);
  await camera.untilMoving();

  const onThinLine = kbps();
  camera.line.set({});
  await eventually(() => expect(kbps()).toBeGreaterThan(Math.min(before, onThinLine * 1.5)), recoversWithinMs);
  await camera.untilMoving();
});

/** The room's line is known to carry 384 kbps, and does carry no more. */
async function knownToBeThin(): Promise<void> {
  const { house } = camera;
  await house.start(room);
  await house.hub.end('SIGTERM');
  house.setPolicy('roomLineKbps', thin.kbps);
  house.hub.start();
  await house.untilReady();
  await house.untilOnline(room);
  camera.line.set(thin);
}

test('a line that is known to be thin is never asked for more than its share, and the paper moves from the first second', async () => {
  await knownToBeThin();
  await camera.show();
  expect(kbps()).toBe(192);
  const rate = await framesPerSecond(count(6_000, 60_000));
  console.log(`384 kbps with 1 % loss, known: ${rate.toFixed(1)} frames a second at ${kbps()} kbps`);
  expect(rate).toBeGreaterThanOrEqual(5);
  expect(kbps()).toBeLessThanOrEqual(192);
});
