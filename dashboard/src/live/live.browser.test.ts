import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { startChromium } from '../../examples/chromium.js';
import { ExamplesHub } from '../../examples/hub.js';
import { Relay } from '../../examples/relay.js';
import { servePages } from '../../examples/serve.js';

let browser: Browser;
let hub: ExamplesHub;
let pages: Awaited<ReturnType<typeof servePages>>;
let relay: Relay;
let address: string;
let context: BrowserContext;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  hub = new ExamplesHub();
  hub.start();
  pages = await servePages(hub, inject('pagesDir'));
  relay = new Relay(pages.port);
  address = await relay.start();
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  relay.stop();
  hub.stop();
  await pages.stop();
});

const openFleet = async (): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`${address}/maintainer`);
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
    relay.cut();
    await tab.getByText(/Yhteys katkesi klo \d+\.\d\d\./).waitFor();
    hub.change({ kind: 'rooms', value: lose('porvoo-2') });

    relay.mend();
    await expect(tile(tab, 'Porvoo-info, huone 2').getByText('Ei yhteyttä').waitFor()).resolves.toBeUndefined();
    await tab.getByText('Yhteys katkesi').waitFor({ state: 'hidden' });
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

  it('is not opened again after the hub has said that this person may not listen', async () => {
    const tab = await openFleet();
    hub.tellAll('bye', { reason: 'revoked' });
    await tab.getByText('Palvelu sulki yhteyden').waitFor();
    await vi.waitFor(() => expect(hub.streamCount).toBe(0));
  });

  it('belongs to the tab itself where browsers have no shared worker', async () => {
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
    const tabs = [await openFleet(), await openFleet()];
    expect(hub.streamCount).toBe(2);
    hub.change({ kind: 'rooms', value: lose('porvoo-2') });
    for (const tab of tabs) await tile(tab, 'Porvoo-info, huone 2').getByText('Ei yhteyttä').waitFor();
  });
});
