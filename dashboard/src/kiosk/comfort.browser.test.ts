import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';
import { call, exampleState } from '../../examples/state.js';

let hub: ExamplesHub;
let context: BrowserContext;
let page: Page;

const state = () => {
  const now = new Date();
  const examples = exampleState(now);
  return {
    ...examples,
    calls: [],
    rooms: examples.rooms.map((room) => ({
      ...room,
      occupancy: { ...room.occupancy, state: 'occupied' as const, since: now.toISOString() },
    })),
  };
};
onExamples({ state, context: { viewport: { width: 1920, height: 1080 } } }, async (on) => {
  ({ hub, context } = on);
  // The page's clock is moved by hand: nobody waits here for two minutes.
  await context.clock.install();
  page = await context.newPage();
  await page.goto('/kiosk?room=porvoo-1');
  await page.getByRole('heading', { level: 1, name: 'Tervetuloa etäpalveluun' }).waitFor();
});
/** Everything that the bar of the footer can change, changed. */
async function choose(): Promise<void> {
  await page.getByRole('button', { name: 'Kontrasti' }).click();
  await page.getByRole('button', { name: 'Isompi teksti' }).click();
  await page.getByRole('button', { name: 'Svenska' }).click();
  await untilLook('sv large contrast');
}

const untilLook = (look: string): Promise<unknown> =>
  page.waitForFunction((wanted) => {
    const { lang, dataset } = document.documentElement;
    return [lang, dataset['text'] ?? 'usual', dataset['theme'] ?? 'plain'].join(' ') === wanted;
  }, look);

describe('a customer’s language, text size and contrast', () => {
  it('stay over a reload, and are gone for the next customer after two minutes without a touch', async () => {
    await choose();
    await page.reload();
    await untilLook('sv large contrast');
    await context.clock.runFor(115_000);
    await untilLook('sv large contrast');
    await context.clock.runFor(10_000);
    await untilLook('fi usual plain');
    await page.reload();
    await untilLook('fi usual plain');
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });

  it('stay as long as a call is under way, and are gone when its end has been told', async () => {
    await choose();
    const open = call({ roomId: 'porvoo-1', pointId: 'porvoo', openedAt: new Date().toISOString() });
    hub.change({ kind: 'calls', value: open });
    await page.locator('kiosk-page:not([data-moment=idle])').waitFor();
    await context.clock.runFor(600_000);
    await untilLook('sv large contrast');

    const ending = { by: 'desk', name: null, reason: 'helped-in-room' } as const;
    hub.change({ kind: 'calls', value: { ...open, state: 'done', endedAt: new Date().toISOString(), ending } });
    await page.locator('kiosk-page[data-moment=ended]').waitFor();
    await untilLook('sv large contrast');
    await context.clock.runFor(20_000);
    await page.locator('kiosk-page[data-moment=idle]').waitFor();
    await untilLook('fi usual plain');
    expect(await page.getByRole('button', { name: 'Suomi' }).getAttribute('aria-pressed')).toBe('true');
  });
});
