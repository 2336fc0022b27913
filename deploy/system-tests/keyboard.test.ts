import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openBrowser, openContext } from './browser.js';
import { House } from './house.js';
import { focused, tabTo, walk, type Stop } from './keyboard.js';

interface Call {
  readonly id: string;
  readonly state: string;
  readonly ending: { readonly by: string } | null;
}

const names = (stops: readonly Stop[]): string[] => stops.map(({ name }) => name);
const bad = (stops: readonly Stop[]): Stop[] => stops.filter(({ isMarked, isOnScreen }) => !isMarked || !isOnScreen);

describe('with the keyboard alone', () => {
  let house: House;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    house = await House.build();
    await house.start();
    // Longer than the pilot's: whoever plays a long press must ask the room for its rule.
    house.setPolicy('callEndPressSeconds', 5);
    await house.hub.end('SIGTERM');
    await house.start('porvoo-1', 'imatra-1');
    browser = await openBrowser();
  }, 120_000);
  beforeEach(async () => {
    page = await (await openContext(browser, house.url)).newPage();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  it('the screen in the room is walked in its order, and nothing is left out or hidden', async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto('/kiosk?room=porvoo-1');
    await page.getByRole('heading', { level: 1, name: 'Tervetuloa' }).waitFor();
    // The drawn lamp is as dark as the real one.
    expect(await page.locator('room-picture .light').evaluate((light) => getComputedStyle(light).opacity)).toBe('0');
    const there = await walk(page);
    expect(names(there)).toEqual([
      'Kutsu palveluneuvoja',
      'Suomi',
      'Svenska',
      'English',
      expect.stringMatching(/Isompi teksti$/),
      'Kontrasti',
    ]);
    expect(bad(there)).toEqual([]);
    expect(names(await walk(page, 'Shift+Tab'))).toEqual(names(there).toReversed());
  }, 60_000);

  it('a customer calls, waits, and ends the call when help has come', async () => {
    await page.setViewportSize({ width: 1080, height: 1920 });
    await page.goto('/kiosk?room=porvoo-1');
    const shiftId = randomUUID();
    await house.shift('Maija Malli', ['porvoo'], shiftId);
    const heading = (words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor();
    await heading('Tervetuloa');

    await tabTo(page, /^Svenska/);
    await page.keyboard.press('Space');
    await heading('Välkommen');
    await tabTo(page, /^Suomi/);
    await page.keyboard.press('Enter');
    await heading('Tervetuloa');

    await tabTo(page, /^Kutsu palveluneuvoja/);
    await page.keyboard.press('Enter');
    const call = await eventually(async () => {
      const [open] = (await house.get<Call[]>('/calls')).filter(({ state }) => state !== 'done');
      if (!open) throw new Error('no call');
      return open;
    });
    await house.act('POST', `/calls/${call.id}/acknowledge`, { shiftId });
    await house.act('POST', `/calls/${call.id}/on-the-way`, { shiftId });
    await heading('Neuvoja on tulossa luoksesi');
    // Touching again only says so; the focus stays where it was.
    await page.keyboard.press('Enter');
    await page.getByText('Sinun ei tarvitse kutsua uudelleen').first().waitFor();
    expect((await focused(page))?.name).toContain('Kutsu palveluneuvoja');

    await tabTo(page, /^Neuvoja tuli, kiitos/);
    await page.keyboard.press('Space');
    await eventually(async () => expect((await focused(page))?.name).toBe('Lopeta kutsu'));
    await page.keyboard.press('Escape');
    await eventually(async () => expect((await focused(page))?.name).toBe('Neuvoja tuli, kiitos'));
    await page.keyboard.press('Enter');
    await eventually(async () => expect((await focused(page))?.name).toBe('Lopeta kutsu'));
    expect(bad(await walk(page))).toEqual([]);
    await tabTo(page, /^Lopeta kutsu/);
    await page.keyboard.press('Enter');
    await heading('Kutsu on päättynyt');
    expect((await house.get<Call[]>('/calls')).find(({ id }) => id === call.id)?.ending?.by).toBe('terminal');
    await house.act('DELETE', `/shifts/${shiftId}`);
  }, 120_000);

  it('the first page is walked in its order, its room is moved, and its story plays by the room’s own rule', async () => {
    await page.goto('/');
    await page.locator('room-scene .lamp').waitFor();
    await page.locator('room-picture .light').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Näytä minulle' }).and(page.locator(':enabled')).waitFor();
    const there = await walk(page);
    expect(bad(there)).toEqual([]);
    const order = [
      'Siirry sisältöön',
      'Näytä minulle',
      'Porvoo',
      'Ovi',
      'Nappi',
      'Pitkä',
      'Henkilö',
      'document-camera',
      'network',
      'Asiakkaan',
    ];
    const found = order.map((name) => names(there).findIndex((stop) => stop.startsWith(name)));
    expect(found).toEqual(found.toSorted((one, other) => one - other));
    expect(found).not.toContain(-1);
    expect(names(await walk(page, 'Shift+Tab'))).toEqual(names(there).toReversed());

    await tabTo(page, /^Porvoo/);
    await page.keyboard.press('ArrowRight');
    await page.getByText('Simuloitu huone imatra-1').waitFor();
    await tabTo(page, /^Ovi/);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /^Ovi Auki/ }).waitFor();

    await tabTo(page, /^Näytä minulle/);
    await page.keyboard.press('Enter');
    await page.getByText('Kutsu päättyi huoneen napista').waitFor();
    expect((await house.get<Call[]>('/calls')).map(({ state, ending }) => [state, ending?.by])).toContainEqual([
      'done',
      'wall-button',
    ]);
  }, 120_000);
});
