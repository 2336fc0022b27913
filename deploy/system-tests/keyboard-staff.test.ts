import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openContext } from './browser.js';
import { House, eventually } from './house.js';

/** Tab after Tab until the focus is on what is wanted; whoever needs more steps than this is lost. */
const mostSteps = 40;

/** What has the focus, in whatever shadow root: its words, and whether a person can see that it has it. */
interface Focus {
  readonly words: string;
  readonly isNowhere: boolean;
  readonly isVisible: boolean;
}

const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const path: Element[] = [];
    for (let element = document.activeElement; element; element = element.shadowRoot?.activeElement ?? null) path.push(element);
    const deepest = path.at(-1) ?? document.body;
    const control = path.findLast(({ localName }) => localName.startsWith('wa-') && localName !== 'wa-dialog');
    const ownLabel = deepest.ariaLabel ?? (deepest as HTMLInputElement).labels?.[0]?.textContent ?? deepest.textContent;
    const controlLabel = control?.getAttribute('label') ?? control?.querySelector('[label]')?.getAttribute('label');
    const words = [ownLabel, controlLabel, control?.textContent].find((each) => each?.trim()) ?? '';
    const hasRing = (element: Element): boolean => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      // Our own ring is the only shadow of 5 px without blur.
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow.includes('0px 0px 0px 5px');
    };
    // A control of Web Awesome draws its ring on a part beside what has the focus.
    const parts = [deepest, ...(control ? [control, ...(control.shadowRoot?.querySelectorAll('*') ?? [])] : [])];
    return {
      words: words.replaceAll(/\s+/g, ' ').trim(),
      isNowhere: deepest === document.body || path.length < 2,
      isVisible: parts.some(hasRing),
    };
  });

/** Presses Tab until the focus is on something with these words. The focus is somewhere, and seen, at each step. */
async function walkTo(page: Page, words: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < mostSteps; step++) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    passed.push(focus.words);
    // Between the last stop of a page and the first there is the browser itself.
    if (focus.isNowhere) continue;
    expect(focus, 'the focus can be seen').toMatchObject({ isVisible: true });
    if (focus.words.match(words)) return;
  }
  throw new Error(`the focus never came to ${String(words)}, only to: ${passed.join(' | ')}`);
}

const focusIsOn = (page: Page, words: string | RegExp) =>
  eventually(async () => expect((await focusOf(page)).words).toMatch(words));

describe('by the keyboard alone', () => {
  let house: House;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    house = await House.build({ hasVideo: true });
    await house.start('porvoo-1', 'imatra-1');
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const open = async (path: string): Promise<Page> => {
    const context = await openContext(browser, house.url);
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  };

  it('a maintainer finds a room, opens it, makes its lamp blink, and comes back to the rooms', async () => {
    const page = await open('/maintainer');
    await page.locator('.tiles li').first().waitFor();
    await walkTo(page, 'Siirry sisältöön');
    await page.keyboard.press('Enter');
    await walkTo(page, 'Hae huonetta');
    await page.keyboard.type('porvoo');
    await eventually(async () => expect(await page.locator('.tiles li').count()).toBeLessThan(3));
    await walkTo(page, 'Kaikki');
    await walkTo(page, /Porvoo.*huone 1/);
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('room-panel:focus').waitFor());
    expect(await focusOf(page)).toMatchObject({ isVisible: true });
    await walkTo(page, 'Tunnista');
    await page.keyboard.press('Enter');
    await page.getByText('Ohjain vastasi: lamppu vilkkuu.').waitFor();
    await focusIsOn(page, 'Tunnista');
    await page.keyboard.press('Escape');
    await focusIsOn(page, /Porvoo.*huone 1/);
  });

  it('an expert chooses a room, opens the picture, and closes it', async () => {
    const page = await open('/expert');
    await page.locator('room-choice').waitFor();
    await walkTo(page, 'Huone');
    await page.keyboard.press('Enter');
    await page.locator('wa-select[open]').waitFor();
    await page.keyboard.type('Porvoo');
    await page.keyboard.press('Enter');
    await page.locator('wa-select[open]').waitFor({ state: 'detached' });
    await walkTo(page, 'Näytä kuva');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Lopeta');
    await page.locator('document-camera-view[data-state=live]').waitFor();
    expect(await focusOf(page)).toMatchObject({ words: 'Lopeta', isVisible: true });
    await page.keyboard.press('Enter');
    await page.locator('document-camera-view').waitFor({ state: 'detached' });
    await focusIsOn(page, 'Näytä kuva');
  });
});
