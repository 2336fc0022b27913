import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../system-tests/browser.js';
import type { House } from '../system-tests/house.js';
import { Scene, mend, stage, states } from '../system-tests/states/index.js';

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url));
const wanted = process.env['ETAPISTE_SCREENS'] ?? '';
const languages = ['fi', 'sv', 'en'] as const;
const pictures = states
  .filter(({ name }) => new RegExp(wanted).test(name))
  .flatMap((state) => state.screens.flatMap((screen) => languages.map((language) => ({ ...state, screen, language }))));

/** `advisor-calling-fi.png`; other screens than a laptop say their size. */
const fileName = (name: string, language: string, { width, height }: { width: number; height: number }): string =>
  `${name}-${language}${width === 1280 ? '' : `-${width}x${height}`}.png`;

describe('pictures of every state', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    house = await stage();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  it.each(pictures)('$name $language $screen.width×$screen.height', async ({ name, arrange, screen, language }) => {
    const scene = new Scene(house, browser, language, screen);
    try {
      const page = await arrange(scene);
      await page.setViewportSize(screen);
      await page.evaluate(() => document.fonts.ready);
      const picture = await page.screenshot({
        path: path.join(folder, fileName(name, language, screen)),
        animations: 'disabled',
      });
      expect(picture.length).toBeGreaterThan(10_000);
    } finally {
      await mend(house);
      await scene.strike();
    }
  });
});
