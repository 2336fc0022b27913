import { execFileSync } from 'node:child_process';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser, openContext } from './browser.js';
import { eventually, House } from './house.js';
import type { Program } from './program.js';

/*
 * The whole line of a picture on real parts: a controller's camera process, GStreamer, SRTP, Janus, the hub's way to it, and
 * Chromium. Frames are judged by the page, and by the timecode that is drawn into each of them.
 */

// Real programs start, die and come back in each of these.
vi.setConfig({ testTimeout: 240_000 });

const room = 'porvoo-1';

let browser: Browser;
let house: House;
let janus: Program;
let expert: BrowserContext;
let page: Page;
let view: Locator;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  house = await House.build({ hasVideo: true });
  janus = house.janus as Program;
  await house.start(room);
  expert = await openContext(browser, house.url);
  page = await expert.newPage();
  view = page.locator('document-camera-view');
});
afterEach(async () => {
  await expert.close();
  await house.remove();
});

/** The expert chooses the room and asks for the picture, by the words on the page. */
async function show(): Promise<void> {
  await page.goto('/expert');
  await page.getByRole('combobox', { name: 'Huone' }).click();
  await page.getByRole('option', { name: 'Porvoo-info, huone 1' }).click();
  await page.getByRole('button', { name: 'Näytä kuva' }).click();
  await untilPicture('live');
}

const untilPicture = (state: 'live' | 'covered') =>
  eventually(async () => expect(await view.getAttribute('data-state')).toBe(state));
const frames = async () => Number(await view.getAttribute('data-frames'));
const cameraState = async () => (await house.simulated(room)).documentCamera.state;

/** Reads the time out of the picture: milliseconds modulo 65,536, or null when the check is wrong. */
const timecode = () =>
  view.locator('video').evaluate((video: HTMLVideoElement) => {
    const { videoWidth: width, videoHeight: height } = video;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(video, 0, 0);
    let code = 0;
    for (let block = 0; block < 24; block++) {
      const x = width / 5 + ((block + 0.5) * width) / 40;
      code = code * 2 + ((context.getImageData(x, height / 72, 1, 1).data[0] ?? 0) > 128 ? 1 : 0);
    }
    const time = code >> 8;
    const check = ((time >> 8) ^ (time & 0xff) ^ 0x5a) & 0xff;
    return check === (code & 0xff) ? time : null;
  });

/** How old the frame on the screen is, by this machine's one clock. */
const ageMs = async (): Promise<number> => {
  const time = await eventually(async () => {
    const read = await timecode();
    if (read === null) throw new Error('no timecode in this frame');
    return read;
  });
  return (((Date.now() - time) % 65_536) + 65_536) % 65_536;
};

test('the expert sees the paper move, the room is told, and ending closes the camera', async () => {
  await show();

  const first = await timecode();
  await eventually(async () => expect(await timecode()).not.toBe(first));
  expect(await ageMs()).toBeLessThan(5_000);
  expect(await house.simulated(room)).toMatchObject({ lamp: 'announced-test', documentCamera: { state: 'live' } });
  expect(await page.getByText('Kuva on suora').isVisible()).toBe(true);

  await page.getByRole('button', { name: 'Lopeta' }).click();
  await eventually(async () =>
    expect(await house.simulated(room)).toMatchObject({ lamp: 'dark', documentCamera: { state: 'off' } }),
  );
});

test('a page that is closed closes the camera', async () => {
  await show();
  await page.close();
  await eventually(async () => expect(await cameraState()).toBe('off'));
});

test('a cut line covers the picture; it comes back by itself', async () => {
  await show();
  await house.simulate(room, 'network', { mode: 'cut' });
  await untilPicture('covered');
  const covered = await frames();
  await house.simulate(room, 'network', { mode: 'ok' });
  await untilPicture('live');
  expect(await frames()).toBeGreaterThan(covered);
});

test('a killed camera process comes back, and so does the picture', async () => {
  await show();
  const before = await frames();
  process.kill(cameraPid(), 'SIGKILL');
  await eventually(async () => expect(await frames()).toBeGreaterThan(before + 60));
  await untilPicture('live');
});

test('a killed media server is said in words; the picture comes back with a new one', async () => {
  await show();
  await janus.end('SIGKILL');
  await untilPicture('covered');
  await page.getByText('Videopalvelin ei vastaa').waitFor();
  await eventually(async () => expect(await cameraState()).toBe('off'));

  janus.start();
  await untilPicture('live');
  expect(await ageMs()).toBeLessThan(5_000);
});

test('a killed hub interrupts no picture', async () => {
  await show();
  await house.hub.end('SIGKILL');
  await page.getByText('Emme voi varmistaa huoneen tilaa').waitFor();
  const alone = await frames();
  await eventually(async () => expect(await frames()).toBeGreaterThan(alone + 30));
  expect(await view.getAttribute('data-state')).toBe('live');

  house.hub.start();
  await house.untilReady();
  await page.getByText('Kuva on suora').waitFor();
  // Later than this the lease that the killed hub gave has lapsed: only the new hub's renewals keep the camera open.
  const lapsedAt = performance.now() + 16_000;
  await eventually(() => expect(performance.now()).toBeGreaterThan(lapsedAt));
  const again = await frames();
  await eventually(async () => expect(await frames()).toBeGreaterThan(again + 30));
  await untilPicture('live');
});

test('a still paper is live with a badge; an unplugged camera is covered with its reason', async () => {
  await show();
  await house.simulate(room, 'document-camera', { mode: 'still' });
  await page.getByText('Ei liikettä').waitFor();
  expect(await view.getAttribute('data-state')).toBe('live');

  await house.simulate(room, 'document-camera', { mode: 'unplug' });
  await untilPicture('covered');
  await page.getByText('Dokumenttikamera ei ole kytkettynä').waitFor();

  await house.simulate(room, 'document-camera', { mode: 'paper' });
  await untilPicture('live');
});

/** The one child of the room's controller. */
const cameraPid = (): number => Number(execFileSync('pgrep', ['-P', String(house.room(room).pid)], { encoding: 'utf8' }).trim());
