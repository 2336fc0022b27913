import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.js';
import type { House } from './house.js';
import { Scene, mend, stage, states } from './states/index.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Waits for what fades or slides in, in every part of the page: axe judges colours as they are drawn at that moment. */
const untilStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const rootsIn = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? rootsIn(shadowRoot) : [])),
    ];
    const moving = rootsIn(document).flatMap((root) => root.getAnimations());
    const ending = moving.filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });

/** What axe finds against WCAG 2.2 AA, one line a finding (EN 301 549, R-81). */
async function findings(page: Page): Promise<string[]> {
  await untilStill(page);
  await page.evaluate(axe);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const violations = await page.evaluate(
    async (values) =>
      (
        await (globalThis as never as { axe: { run(o: object): Promise<{ violations: Violation[] }> } }).axe.run({
          runOnly: { type: 'tag', values },
        })
      ).violations,
    tags,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

describe('axe finds nothing, and no page leaves the hub or its content policy,', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    house = await stage();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  it.each(states)('on $name', async ({ arrange, screens }) => {
    const scene = new Scene(house, browser, 'fi', screens[0]);
    try {
      expect(await findings(await arrange(scene))).toEqual([]);
      expect(scene.strays).toEqual([]);
    } finally {
      await mend(house);
      await scene.strike();
    }
  });
});
