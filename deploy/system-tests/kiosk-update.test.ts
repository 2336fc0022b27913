import { readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anotherBuild } from './another-build.js';
import { openBrowser, openContext } from './browser.js';
import { Dice, count } from './counts.js';
import { Front } from './front.js';
import { House } from './house.js';

/**
 * Chromium does the work of service workers behind everything else: on a busy machine a look that takes a blink elsewhere
 * takes half a minute. Asked seldom, so that asking does not itself keep the machine busy.
 */
const patiently = <T>(check: () => Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 150_000, interval: 1_000 });

describe('a newer version of the screen in the room', () => {
  let house: House;
  let front: Front;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const dice = new Dice();
  const seen = new Set<string>();

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    house = await House.build({ hasOwnPages: true });
    deploy('first');
    await house.start('porvoo-1');
    front = await Front.to(house.url);
    context = await openContext(browser, front.url);
    await context.clock.install();
    page = await context.newPage();
    seen.clear();
    await page.goto('/kiosk?room=porvoo-1');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await untilVersion('first');
  }, 180_000);
  afterEach(async () => {
    await context.close();
    front.close();
    await house.remove();
  });

  const pages = () => path.join(house.dataDir, 'pages');
  const folder = (label: string) => path.join(house.dataDir, `pages-${label}`);
  /** As a site does it: the new version is put beside the old one, then takes its place at once. */
  function deploy(label: string, spoil: (folder: string) => void = () => undefined): void {
    anotherBuild(folder(label), label);
    spoil(folder(label));
    const link = path.join(house.dataDir, `link-${label}`);
    symlinkSync(folder(label), link);
    renameSync(link, pages());
  }
  async function restart(): Promise<void> {
    await house.hub.end('SIGKILL');
    house.hub.start();
  }

  /** What stands on the screen: its version, its heading, or that it is blank. */
  const look = async (): Promise<string> => {
    const now = await page
      .evaluate(() => {
        const heading = document.querySelector('kiosk-page')?.shadowRoot?.querySelector('h1')?.textContent;
        const version = /kiosk-([a-z]+\d*)-/.exec(document.querySelector('script[type=module]')?.getAttribute('src') ?? '')?.[1];
        return document.readyState === 'complete' ? `${version}: ${heading ?? 'blank'}` : 'loading';
      })
      // Just leaving the page.
      .catch(() => 'loading');
    seen.add(now);
    return now;
  };
  const untilVersion = (label: string) =>
    patiently(async () => {
      // Nobody waits here until the customer has left: the terminal's own clock is moved.
      await context.clock.runFor(5_000);
      expect(await look()).toBe(`${label}: Tervetuloa etäpalveluun`);
    });

  it('comes by itself, however the hub is restarted meanwhile, and the screen is never blank', { timeout: 900_000 }, async () => {
    for (let round = 1; round <= count(2, 40); round++) {
      const label = `round${round}`;
      if (round % 2 === 0) {
        await house.hub.end('SIGKILL');
        deploy(label);
        house.hub.start();
      } else {
        // The hub dies while the terminal fetches one of the newer files.
        const fatal = Math.floor(dice.between(0, 6));
        const restarted = new Promise<void>((resolve, reject) => {
          let fetched = 0;
          front.before = async (asked) => {
            if (!asked.includes(`-${label}-`) || fetched++ !== fatal) return;
            await restart().then(resolve, reject);
          };
        });
        deploy(label);
        await restart();
        // One that was fetched before the hub died needs no second try.
        await Promise.race([restarted, untilVersion(label)]);
      }
      await untilVersion(label);
    }
    expect([...seen].filter((screen) => /blank|undefined/.test(screen))).toEqual([]);
  });

  it.each([
    [
      'one of its files is missing',
      (made: string) => rmSync(path.join(made, 'assets', fileOf(made, /^kiosk-.*\.js$/))),
      /^\/assets\/kiosk-spoilt-.*\.js$/,
    ],
    [
      'the hub still gives the old page with the new worker',
      (made: string) => {
        const old = readFileSync(path.join(folder('first'), 'kiosk/index.html'));
        writeFileSync(path.join(made, 'kiosk/index.html'), old);
      },
      /^\/kiosk\/index.html$/,
    ],
  ])(
    'is not taken when %s: the old one goes on whole, and follows once that is mended',
    { timeout: 500_000 },
    async (_, spoil, fetchedInVain) => {
      front.asked.length = 0;
      deploy('spoilt', spoil);
      await restart();
      await patiently(async () => {
        await context.clock.runFor(5_000);
        expect(front.asked.filter((asked) => fetchedInVain.test(asked)).length, 'tries').toBeGreaterThan(1);
      });

      await house.hub.end('SIGKILL');
      await page.reload();
      await patiently(async () => expect(await look()).toBe('first: Ei yhteyttä juuri nyt'));
      await page.getByRole('button', { name: 'Svenska' }).click();
      await page.getByRole('heading', { level: 1, name: 'Ingen förbindelse just nu' }).waitFor();
      await page.getByRole('button', { name: 'Suomi' }).click();

      deploy('mended');
      house.hub.start();
      await untilVersion('mended');
      expect([...seen].filter((screen) => /blank|spoilt/.test(screen))).toEqual([]);
    },
  );
});

const fileOf = (folder: string, name: RegExp): string =>
  readdirSync(path.join(folder, 'assets')).find((file) => name.test(file)) as string;
