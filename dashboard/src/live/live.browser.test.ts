import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../examples/eventually.js';
import { exampleSignIn, type ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';
import type { Relay } from '../../examples/relay.js';

let hub: ExamplesHub;
let line: Relay;
let context: BrowserContext;

onExamples({}, (on) => {
  ({ hub, line, context } = on);
});

const openFleet = async (): Promise<Page> => {
  const page = await context.newPage();
  await page.goto('/maintainer');
  await tile(page, 'Porvoo-info, huone 2').waitFor();
  return page;
};
const tile = (page: Page, name: string) => page.locator('.tile', { hasText: name });
const roomNow = (id: string) => hub.state.rooms.find((room) => room.id === id)!;
const lose = (id: string) => ({ ...roomNow(id), presence: { state: 'lost' as const, since: new Date().toISOString() } });

describe('the live stream of a browser', () => {
  it('is one for all its tabs, and a change reaches each of them', async () => {
    const tabs = [await openFleet(), await openFleet(), await openFleet()];
    expect(hub.streamCount).toBe(1);

    hub.change({ kind: 'rooms', value: lose('porvoo-2') });
    for (const tab of tabs) await tile(tab, 'Porvoo-info, huone 2').getByText('Ei yhteyttä').waitFor();
  });

  it('tells since when it is lost, and is right again by itself when the line is back', async () => {
    const tab = await openFleet();
    line.cut();
    await tab.getByText(/Yhteys katkesi klo \d+\.\d\d\./).waitFor();
    hub.change({ kind: 'rooms', value: lose('porvoo-2') });

    line.mend();
    await expect(tile(tab, 'Porvoo-info, huone 2').getByText('Ei yhteyttä').waitFor()).resolves.toBeUndefined();
    await tab.getByText('Yhteys katkesi').waitFor({ state: 'hidden' });
  });

  it('leaves who stands on a button there while nothing can be asked', async () => {
    const tab = await openFleet();
    const identify = tab.getByRole('button', { name: 'Tunnista (lamppu vilkkuu)' });
    await identify.focus();
    line.cut();
    await eventually(async () => expect(await identify.getAttribute('aria-disabled')).toBe('true'));
    expect(await identify.evaluate((button) => button.matches(':focus'))).toBe(true);
    await tab.keyboard.press('Enter');
    line.mend();
    await eventually(async () => expect(await identify.getAttribute('aria-disabled')).toBe('false'));
    expect(hub.requests).toEqual([]);
    await tab.keyboard.press('Enter');
    await tab.getByText('Ohjain vastasi: lamppu vilkkuu.').waitFor();
    expect(hub.requests).toHaveLength(1);
  });

  it('asks for everything anew when an event is missing', async () => {
    const tab = await openFleet();
    // Changed without a word, as a lost event would have it; then an event whose number shows the hole.
    hub.state = { ...hub.state, rooms: hub.state.rooms.map((room) => (room.id === 'porvoo-2' ? lose('porvoo-2') : room)) };
    hub.tellAll('heartbeat', { at: new Date().toISOString() }, 99);
    await expect(tile(tab, 'Porvoo-info, huone 2').getByText('Ei yhteyttä').waitFor()).resolves.toBeUndefined();
  });

  it('asks for everything anew when an event cannot be read', async () => {
    const tab = await openFleet();
    hub.state = { ...hub.state, rooms: hub.state.rooms.map((room) => (room.id === 'porvoo-2' ? lose('porvoo-2') : room)) };
    hub.tellAll('change', { kind: 'rooms', id: 'porvoo-2', version: 2, value: { nonsense: true } });
    await expect(tile(tab, 'Porvoo-info, huone 2').getByText('Ei yhteyttä').waitFor()).resolves.toBeUndefined();
  });

  it('is closed when the hub says that this person may not listen, and leads to the sign-in page and back', async () => {
    const tab = await openFleet();
    hub.signIn = { ...exampleSignIn, person: null };
    hub.tellAll('bye', { reason: 'revoked' });
    await tab.waitForURL('**/sign-in?returnTo=%2Fmaintainer');
    await eventually(() => expect(hub.streamCount).toBe(0));
  });

  it('belongs to the tab itself where browsers have no shared worker', async () => {
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
    const tabs = [await openFleet(), await openFleet()];
    expect(hub.streamCount).toBe(2);
    hub.change({ kind: 'rooms', value: lose('porvoo-2') });
    for (const tab of tabs) await tile(tab, 'Porvoo-info, huone 2').getByText('Ei yhteyttä').waitFor();
  });
});
