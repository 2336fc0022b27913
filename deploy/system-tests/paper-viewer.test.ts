import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser, openContext } from './browser.js';
import { eventually, House } from './house.js';

/*
 * What an expert does with the paper's picture, on a real picture from a controller's camera process through Janus: whatever it
 * is, the picture is covered when it is not live, and everybody who watches reads the same.
 */

vi.setConfig({ testTimeout: 240_000 });

const room = 'porvoo-1';

let browser: Browser;
let house: House;
let expert: BrowserContext;
let page: Page;
let view: Locator;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  house = await House.build({ hasVideo: true });
  await house.start(room);
  expert = await openContext(browser, house.url);
  page = await expert.newPage();
  view = page.locator('document-camera-view');
  await show(page);
});
afterEach(async () => {
  await expert.close();
  await house.remove();
});

async function show(on: Page): Promise<void> {
  await on.goto('/expert');
  await on.getByRole('combobox', { name: 'Huone' }).click();
  await on.getByRole('option', { name: 'Porvoo-info, huone 1' }).click();
  await on.getByRole('button', { name: 'Näytä kuva' }).click();
}
const untilPicture = (state: 'live' | 'covered') =>
  eventually(async () => expect(await view.getAttribute('data-state')).toBe(state));
const frames = async () => Number(await view.getAttribute('data-frames'));
const camera = (mode: string) => house.simulate(room, 'document-camera', { mode });
const press = async (...keys: readonly string[]) => {
  await view.locator('.stage').focus();
  for (const key of keys) await page.keyboard.press(key);
};
const isDrawn = (selector: string) =>
  view.locator(selector).evaluate((element) => getComputedStyle(element).visibility === 'visible');

test('a frozen paper on the full screen is covered as soon as the camera gives no frames, and is never taken for the live one', async () => {
  await untilPicture('live');
  await press('+', '+', 't', 'f', 'p');
  await view
    .getByText(/^Pysäytetty kuva, klo \d+\.\d\d\.\d\d – ei suora$/)
    .first()
    .waitFor();
  await view.getByText('Kuva on suora').waitFor();
  const before = await frames();
  await eventually(async () => expect(await frames()).toBeGreaterThan(before + 30));

  await camera('unplug');
  await untilPicture('covered');
  await view.getByText('Dokumenttikamera ei ole kytkettynä').waitFor();
  expect([await isDrawn('canvas'), await isDrawn('video')]).toEqual([false, false]);

  await camera('paper');
  await untilPicture('live');
  await view.getByText('ei suora').first().waitFor();
  await page.keyboard.press('p');
  await eventually(async () => expect(await view.locator('.band').count()).toBe(0));
  expect(await isDrawn('video')).toBe(true);
});

test('who comes after a fault reads what those read who were there before it', async () => {
  await untilPicture('live');
  await camera('unplug');
  const words = 'Dokumenttikamera ei ole kytkettynä';
  await view.getByText(words).waitFor();

  const later = await expert.newPage();
  await show(later);
  await later.locator('document-camera-view').getByText(words).waitFor();
  await camera('paper');
  await untilPicture('live');
  await eventually(async () => expect(await later.locator('document-camera-view').getAttribute('data-state')).toBe('live'));
});

// A machine too slow for a look shows the live picture without it: the look itself is read from the canvas of the frozen one.
test('sharpening, contrast and black on white leave the live picture its frames', async () => {
  await untilPicture('live');
  for (const look of ['sharp', 'strong', 'print']) {
    await press('t');
    await eventually(async () => expect(await view.locator('canvas').getAttribute('style')).toContain(`#${look}`));
    const before = await frames();
    await eventually(async () => expect(await frames()).toBeGreaterThan(before + 30));
    expect(await view.getAttribute('data-state')).toBe('live');
  }
});
