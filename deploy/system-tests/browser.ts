import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { demoPeople } from '../setup/demo-sign-in.mjs';
import { patienceMs } from '../setup/eventually.mjs';
import type { House } from './house.js';

/** Debian's Chromium as people have it, but without calls to anybody outside. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

/** A browser of one's own, speaking Finnish, allowed to notify, in which these people have signed in: somebody of each role. */
export async function openContext(
  browser: Browser,
  baseURL: string,
  people: readonly string[] = Object.values(demoPeople),
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    viewport: { width: 1280, height: 800 },
    permissions: ['notifications'],
  });
  context.setDefaultTimeout(patienceMs);
  await enter(context, baseURL, people);
  return context;
}

/** Signs people of the demo in by this browser; by default somebody of each role. */
export async function enter(
  context: BrowserContext,
  origin: string,
  people: readonly string[] = Object.values(demoPeople),
): Promise<void> {
  for (const accountId of people) {
    const answer = await context.request.post(`${origin}/api/v1/demo/sign-ins`, { data: { accountId }, headers: { origin } });
    if (!answer.ok()) throw new Error(`nobody could be signed in: ${answer.status()} ${await answer.text()}`);
  }
}

/** Opens the board as an advisor and starts a shift for all points, in whatever language the page speaks. */
export async function startShift(house: House, context: BrowserContext, name: string): Promise<Page> {
  await enter(context, house.url, [house.advisor(name)]);
  const page = await context.newPage();
  await page.goto('/advisor');
  await page.locator('.off-shift wa-button').click();
  await page.locator('start-shift-dialog wa-button[autofocus]').click();
  await page.locator('.off-shift').waitFor({ state: 'detached' });
  await page.locator('start-shift-dialog wa-dialog[open]').waitFor({ state: 'detached' });
  return page;
}
