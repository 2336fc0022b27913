import type { BrowserContext, Page } from 'playwright-core';
import { minutes, seconds, type LiveState } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../examples/eventually.js';
import type { ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';
import type { Relay } from '../../examples/relay.js';
import { exampleState } from '../../examples/state.js';

/* The room's screen while an announced test runs, and while none does. The picture itself is a story of the whole house. */

let hub: ExamplesHub;
let line: Relay;
let context: BrowserContext;
let page: Page;
let fetched: string[];

const state = () => ({ ...exampleState(new Date()), calls: [] });
// Without the worker that keeps the kiosk's files, every file is fetched when the page itself needs it.
const options = { serviceWorkers: 'block', viewport: { width: 1920, height: 1080 } } as const;
onExamples({ state, context: options }, async (on) => {
  ({ hub, line, context } = on);
  // The page's clock is moved by hand: nobody waits here to see that nothing happens.
  await context.clock.install();
  page = await context.newPage();
  fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/kiosk?room=porvoo-1');
  await page.getByRole('heading', { level: 1, name: 'Tervetuloa etäpalveluun' }).waitFor();
});
type Camera = LiveState['rooms'][number]['documentCamera'];
const tell = (documentCamera: Camera) => {
  const room = hub.state.rooms.find(({ id }) => id === 'porvoo-1') as LiveState['rooms'][number];
  hub.change({ kind: 'rooms', value: { ...room, documentCamera } });
};
const inMinutes = (count: number) => new Date(Date.now() + minutes(count)).toISOString();
const mirror = () => page.getByRole('complementary', { name: 'Asiantuntija näkee tämän' });
const asked = () => hub.requests.filter(({ path }) => path.endsWith('/meetings/announced-tests/mirrors'));
const viewer = () => fetched.filter((path) => /paper-mirror|document-camera-view/.test(path));

describe('the paper on the room’s own screen', () => {
  it('costs nothing while no test runs: no viewer is fetched and nothing is asked', async () => {
    tell({ state: 'off', testEndsAt: null });
    await context.clock.runFor(seconds(10));
    expect(viewer()).toEqual([]);
    expect(hub.requests).toEqual([]);
  });

  it('is there as long as a test is announced, is asked for the room, and the call stays the first thing', async () => {
    const button = page.getByRole('button', { name: 'Kutsu palveluneuvoja' });
    const place = await button.boundingBox();
    tell({ state: 'starting', testEndsAt: inMinutes(5) });
    await mirror().getByRole('heading', { name: 'Kuva käynnistyy' }).waitFor();
    await eventually(() => expect(asked().map(({ body }) => body)).toContainEqual({ roomId: 'porvoo-1' }));
    expect(await button.boundingBox()).toEqual(place);
    await page.keyboard.press('Tab');
    expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true);

    tell({ state: 'off', testEndsAt: null });
    await mirror().waitFor({ state: 'detached' });
    expect(await page.locator('video').count()).toBe(0);
    const many = asked().length;
    await context.clock.runFor(seconds(10));
    expect(asked()).toHaveLength(many);
  });

  it('says that nobody sees the paper when its camera is gone, and that the expert may when only this screen has lost the hub', async () => {
    tell({ state: 'no-device', testEndsAt: inMinutes(5) });
    await mirror().getByText('Paperi ei näy nyt kenellekään.').waitFor();
    tell({ state: 'live', testEndsAt: inMinutes(5) });
    await mirror().getByText('Kuva käynnistyy').waitFor();

    line.cut();
    await mirror().getByText('Asiantuntija voi silti nähdä paperin.').waitFor();
    const many = fetched.filter((path) => path.endsWith('/mirrors')).length;
    await context.clock.runFor(seconds(10));
    expect(fetched.filter((path) => path.endsWith('/mirrors'))).toHaveLength(many);
  });

  it('goes when its time is over, also when no word of the hub comes', async () => {
    tell({ state: 'live', testEndsAt: inMinutes(5) });
    await mirror().waitFor();
    line.cut();
    await context.clock.runFor(minutes(5));
    await mirror().waitFor({ state: 'detached' });
    expect(await page.locator('video').count()).toBe(0);
  });

  it('without the viewer the words say all, and nothing breaks', async () => {
    await page.route(/paper-mirror/, (route) => route.abort());
    tell({ state: 'live', testEndsAt: inMinutes(5) });
    await page.getByText('Asiantuntija kokeilee dokumenttikameraa.').waitFor();
    await eventually(() => expect(viewer().length).toBeGreaterThan(1));
    expect(await mirror().count()).toBe(0);
    await page.unroute(/paper-mirror/);
    await mirror().waitFor();
  });
});
