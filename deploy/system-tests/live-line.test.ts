import { randomUUID } from 'node:crypto';
import { setTimeout as pass } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openBrowser, openContext } from './browser.js';
import { count } from './counts.js';
import { House } from './house.js';
import { Relay } from './relay.js';

/*
 * DESIGN §8: a page that lost its line for a minute is right again within a second of its return, without reload, and eight
 * tabs of one browser work. How long each took is printed, not asserted: a busy machine is no fault of a page.
 */

const outageSeconds = count(4, 60);
const tabCount = 8;

interface Call {
  readonly id: string;
  readonly roomId: string;
  readonly state: string;
}

/** How long each page took, by kind of outage. */
const times = new Map<string, number[]>();

describe(`a line that was lost for ${outageSeconds} seconds`, () => {
  let house: House;
  let browser: Browser;
  let relay: Relay;
  let contexts: BrowserContext[];
  let tabs: Page[];
  let kiosk: Page;
  let shiftId: string;
  beforeAll(async () => {
    house = await House.build();
    await house.start('porvoo-1', 'imatra-1');
    browser = await openBrowser();
    relay = await Relay.to(house.url);
  });
  beforeEach(async () => {
    shiftId = randomUUID();
    await house.shift('Esko Esimerkki', ['porvoo', 'imatra'], shiftId);
    // The advisor's browser and the terminal in the room are two machines on one line.
    contexts = await Promise.all([openContext(browser, relay.url), openContext(browser, relay.url)]);
    tabs = [];
    while (tabs.length < tabCount) tabs.push(await opened(contexts[0] as BrowserContext, '/advisor'));
    kiosk = await opened(contexts[1] as BrowserContext, '/kiosk?room=porvoo-1');
    await press('porvoo-1');
    // Its word may have gone on to *not reached* by the time that a slow machine has drawn all of them.
    const calling = kiosk.locator('kiosk-page:is([data-moment=stored], [data-moment=not-reached])');
    await Promise.all([...tabs.map((tab) => card(tab, 'Porvoo').waitFor()), calling.waitFor()]);
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    await relay.heal();
    await house.shift('Esko Esimerkki', ['porvoo', 'imatra'], shiftId);
    for (const { id, state } of await openCalls()) {
      if (state === 'open') await house.act('POST', `/calls/${id}/acknowledge`, { shiftId });
      await house.act('POST', `/calls/${id}/done`, { shiftId, reason: 'helped-from-desk' });
    }
    await house.act('DELETE', `/shifts/${shiftId}`);
  });
  afterAll(async () => {
    for (const [outage, all] of times) console.log(`${outage}: ${summary(all)}`);
    if (times.size > 0) console.log(`all: ${summary([...times.values()].flat())}`);
    await relay?.close();
    await browser?.close();
    await house?.remove();
  });

  const opened = async (context: BrowserContext, path: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(path);
    await page.evaluate(() => Object.assign(globalThis, { wasReloaded: false }));
    return page;
  };
  const openCalls = async () => (await house.get<Call[]>('/calls')).filter(({ state }) => state !== 'done');
  /** Within the lock-out of the call before, a press is no new one. */
  const press = (roomId: string) =>
    eventually(async () => {
      await house.press(roomId);
      await eventually(async () => expect((await openCalls()).map((call) => call.roomId)).toContain(roomId), 1000);
    });
  const card = (page: Page, place: string) => page.locator('call-card').filter({ hasText: place });

  /**
   * When a page was right, by this machine's one clock: a tab that knows what began and what went on while it heard nothing,
   * and calls none of it old; a terminal that says who comes. Looked at by a timer: a tab behind others draws no frames.
   */
  const rightAt = (page: Page): Promise<number> =>
    page.evaluate(async () => {
      const isTabRight = () => {
        const board = document.querySelector('advisor-page')?.shadowRoot;
        const cards = [...(board?.querySelectorAll('call-card') ?? [])].map(({ shadowRoot }) => shadowRoot?.textContent ?? '');
        const shows = (...words: string[]) => cards.some((text) => words.every((word) => text.includes(word)));
        return board?.querySelector('line-note[hidden]') && shows('Imatra') && shows('Porvoo', 'Esko Esimerkki');
      };
      const isKioskRight = () => document.querySelector('kiosk-page[data-moment=on-the-way]');
      while (!isTabRight() && !isKioskRight()) await new Promise((resolve) => setTimeout(resolve, 20));
      return Date.now();
    });

  it.each([
    ['refused', () => relay.refuse()],
    ['silent', () => relay.silence()],
    ['swallowed', () => relay.swallow()],
  ] as const)('because connections were %s: eight tabs and a terminal are right again', async (outage, lose) => {
    await lose();
    const [porvoo] = await openCalls();
    await house.act('POST', `/calls/${porvoo?.id}/acknowledge`, { shiftId });
    await house.act('POST', `/calls/${porvoo?.id}/on-the-way`, { shiftId });
    await press('imatra-1');
    // How long the line is away is what this is about.
    await pass(outageSeconds * 1000);
    expect(await card(tabs[0] as Page, 'Imatra').count()).toBe(0);

    const right = [...tabs, kiosk].map(rightAt);
    const healedAt = Date.now();
    await relay.heal();
    const took = (await Promise.all(right)).map((at) => at - healedAt);
    times.set(outage, took);
    console.log(`${outage} for ${outageSeconds} s, right again after ${took.join(' ')} ms (the terminal last)`);

    const wasReloaded = (page: Page) => page.evaluate(() => (globalThis as { wasReloaded?: boolean }).wasReloaded !== false);
    expect((await Promise.all([...tabs, kiosk].map(wasReloaded))).filter(Boolean)).toEqual([]);
  });

  it('in a dead network a page feels for the hub, and does not use up its connections by asking', async () => {
    const context = await openContext(browser, relay.url);
    contexts.push(context);
    // A shared worker's own requests cannot be watched.
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
    const page = await opened(context, '/advisor');
    await card(page, 'Porvoo').waitFor();
    let [asked, felt] = [0, 0];
    page.on('request', (request) => (asked += Number(request.url().endsWith('/health/live'))));
    page.on('websocket', () => (felt += 1));
    await relay.swallow();
    await eventually(() => expect(felt).toBeGreaterThan(5));
    // Until then it may have asked more often: it learns that requests hang only when the first was given up.
    const [askedBefore, feltBefore] = [asked, felt];
    await eventually(() => expect(felt - feltBefore).toBeGreaterThan(10));
    expect(asked - askedBefore).toBeLessThan((felt - feltBefore) / 2);
    await relay.heal();
    await page.locator('line-note').waitFor({ state: 'hidden' });
  });
});

const summary = (all: readonly number[]): string => {
  const sorted = all.toSorted((a, b) => a - b);
  return `median ${sorted[Math.floor(sorted.length / 2)]} ms, worst ${sorted.at(-1)} ms`;
};
