import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openBrowser, openContext, startShift } from './browser.js';
import { House } from './house.js';
import { Relay } from './relay.js';

describe('a press reaches the advisor’s screen, and the lamp answers', () => {
  let house: House;
  let browser: Browser;
  let relay: Relay;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    house = await House.build();
    await house.start('porvoo-1', 'imatra-1');
    browser = await openBrowser();
    relay = await Relay.to(house.url);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    for (const { id } of await house.get<{ id: string; state: string }[]>('/calls').then(open)) await endAtDesk(id);
  });
  afterAll(async () => {
    await relay?.close();
    await browser?.close();
    await house?.remove();
  });

  const open = (calls: { id: string; state: string }[]) => calls.filter(({ state }) => state !== 'done');
  const endAtDesk = async (callId: string) => {
    const shiftId = await house.shift('Siivous', ['porvoo']);
    await house.act('POST', `/calls/${callId}/acknowledge`, { shiftId }).catch(() => undefined);
    await house.act('POST', `/calls/${callId}/done`, { shiftId, reason: 'helped-from-desk' });
    await house.act('DELETE', `/shifts/${shiftId}`);
  };
  const context = async (url = house.url) => {
    const made = await openContext(browser, url);
    contexts.push(made);
    return made;
  };
  const lampShows = (roomId: string, word: string) =>
    eventually(async () => expect((await house.simulated(roomId)).lamp).toBe(word));
  const card = (page: Page, place: string) => page.locator('call-card').filter({ hasText: place });

  it('from the button to the card and back: shown, answered, on the way, ended by a long press in the room', async () => {
    const page = await startShift(house, await context(), 'Maija Malli');
    await house.press('porvoo-1');
    await card(page, 'Porvoo').waitFor();
    expect(await page.title()).toMatch(/^\(1\)/);
    await lampShows('porvoo-1', 'shown');

    await page.keyboard.press('v');
    await card(page, 'Porvoo').getByText('Maija Malli vastasi').waitFor();
    await lampShows('porvoo-1', 'shown');
    // The stream may be faster than the answer to the request; a trial click waits for the button.
    await card(page, 'Porvoo').getByRole('button', { name: 'Lähden huoneeseen' }).click({ trial: true });
    await page.keyboard.press('v');
    await lampShows('porvoo-1', 'on-the-way');

    await house.press('porvoo-1', 3.3);
    await lampShows('porvoo-1', 'dark');
    await card(page, 'Porvoo').waitFor({ state: 'detached' });
    expect(await page.title()).not.toMatch(/^\(/);
    await page.getByText('Päättyneet kutsut tänään').waitFor();
    const [ended] = await house.get<{ ending: { by: string } }[]>('/calls');
    expect(ended?.ending.by).toBe('wall-button');
  });

  it('two advisors answer together: one wins, and the other sees who', async () => {
    const [maija, esko] = await Promise.all([
      startShift(house, await context(), 'Maija Malli'),
      startShift(house, await context(), 'Esko Esimerkki'),
    ]);
    await house.press('imatra-1');
    await Promise.all([card(maija, 'Imatra').waitFor(), card(esko, 'Imatra').waitFor()]);
    await Promise.all([maija.keyboard.press('v'), esko.keyboard.press('v')]);
    const winner = await eventually(async () => {
      const call = (await house.get<{ acknowledgedBy: { name: string } | null; state: string }[]>('/calls')).find(
        ({ state }) => state !== 'done',
      );
      expect(call?.acknowledgedBy).toBeTruthy();
      return call?.acknowledgedBy?.name as string;
    });
    for (const page of [maija, esko]) await card(page, 'Imatra').getByText(`${winner} vastasi`).waitFor();
  });

  it('nobody is on shift: the lead is mailed, the number is shown to all, and the room is told it is not reached', async () => {
    const page = await (await context()).newPage();
    await page.goto('/advisor');
    await eventually(async () => {
      const { shifts } = await house.liveState<{ shifts: { isConnected: boolean }[] }>();
      expect(shifts.filter(({ isConnected }) => isConnected)).toEqual([]);
    });
    await house.press('porvoo-1');
    await card(page, 'Porvoo').getByText('+358 00 000 0001').waitFor();
    await eventually(async () => {
      const mails = await house.get<{ to: string; text: string }[]>('/demo/mail');
      expect(mails.filter(({ text }) => text.includes('porvoo-1')).map(({ to }) => to)).toContain('porvoo@point.example');
    });
    await lampShows('porvoo-1', 'not-reached');
  });

  it('a page whose line was dead is right again after its return, without reload', async () => {
    const page = await startShift(house, await context(relay.url), 'Maija Malli');
    await page.evaluate(() => Object.assign(globalThis, { wasReloaded: false }));
    relay.silence();
    await page.getByText(/^Yhteys katkesi klo/).waitFor();
    await house.press('imatra-1');
    await eventually(async () => expect(open(await house.get('/calls'))).toHaveLength(1));
    await relay.heal();
    await card(page, 'Imatra').waitFor();
    await page.getByText(/^Yhteys katkesi klo/).waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => (globalThis as { wasReloaded?: boolean }).wasReloaded)).toBe(false);
  });

  it('eight tabs of one browser share one stream, and all of them show the call', async () => {
    const streams = async () =>
      Number(/etapiste_live_streams (\d+)/.exec(await (await fetch(`${house.url}/metrics`)).text())?.[1]);
    await eventually(async () => expect(await streams()).toBe(0));
    const tabs = await context();
    const pages = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const page = await tabs.newPage();
        await page.goto(index % 2 === 0 ? '/advisor' : '/maintainer');
        return page;
      }),
    );
    await house.press('porvoo-1');
    for (const page of pages.filter((_, index) => index % 2 === 0)) await card(page, 'Porvoo').waitFor();
    expect(await streams()).toBe(1);
  });

  it('a call that ended a moment ago does not swallow the next press: it is a new call', async () => {
    await house.press('imatra-1');
    const [first] = await eventually(async () => {
      const calls = open(await house.get('/calls'));
      expect(calls).toHaveLength(1);
      return calls;
    });
    await endAtDesk(first?.id as string);
    await lampShows('imatra-1', 'dark');
    // A call that is ended within a blink leaves the finger still on the button.
    await eventually(async () => expect(await house.simulated('imatra-1')).toMatchObject({ button: { isDown: false } }));
    await house.press('imatra-1');
    const [second] = await eventually(async () => {
      const calls = open(await house.get('/calls'));
      expect(calls).toHaveLength(1);
      return calls;
    });
    expect(second?.id).not.toBe(first?.id);
  });

  it('the hub is killed and comes back: the page and the room go on where they were', async () => {
    const page = await startShift(house, await context(), 'Maija Malli');
    await house.press('porvoo-1');
    await card(page, 'Porvoo').waitFor();
    await house.hub.end('SIGKILL');
    await page.getByText(/^Yhteys katkesi klo/).waitFor();
    house.hub.start();
    await house.untilReady();
    await page.getByText(/^Yhteys katkesi klo/).waitFor({ state: 'hidden' });
    // A click would have to wait until the card has stood still: it moved up when the line's note went.
    await page.keyboard.press('v');
    await card(page, 'Porvoo').getByText('Maija Malli vastasi').waitFor();
    await lampShows('porvoo-1', 'shown');
    expect(open(await house.get('/calls'))).toHaveLength(1);
  });
});
