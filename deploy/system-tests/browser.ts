import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

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

/** One advisor's own browser, speaking Finnish, allowed to notify. */
export async function openContext(browser: Browser, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    viewport: { width: 1280, height: 800 },
    permissions: ['notifications'],
  });
  context.setDefaultTimeout(60_000);
  return context;
}

/** Opens the board and starts a shift for all points, in whatever language the page speaks. */
export async function startShift(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/advisor');
  await page.locator('.off-shift wa-button').click();
  await page.locator('start-shift-dialog wa-input input').fill(name);
  await page.keyboard.press('Enter');
  await page.locator('.off-shift').waitFor({ state: 'detached' });
  await page.locator('start-shift-dialog wa-dialog[open]').waitFor({ state: 'detached' });
  return page;
}
