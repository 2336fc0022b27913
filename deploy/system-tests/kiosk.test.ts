import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openBrowser, openContext, startShift } from './browser.js';
import { House } from './house.js';

interface Call {
  readonly id: string;
  readonly roomId: string;
  readonly state: string;
  readonly source: string;
  readonly presses: number;
  readonly ending: { readonly by: string } | null;
}

describe('the screen in the room', () => {
  let house: House;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    house = await House.build();
    await house.start('porvoo-1');
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    if (!house.hub.isRunning) house.hub.start();
    await house.untilReady();
    const shift = { shiftId: randomUUID() };
    await house.shift('Siivous', ['porvoo'], shift.shiftId);
    for (const { id, state } of await house.get<Call[]>('/calls')) {
      if (state === 'open') await house.act('POST', `/calls/${id}/acknowledge`, shift);
      if (state !== 'done') await house.act('POST', `/calls/${id}/done`, { ...shift, reason: 'helped-from-desk' });
    }
    await house.act('DELETE', `/shifts/${shift.shiftId}`);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const context = async () => {
    const made = await openContext(browser, house.url);
    contexts.push(made);
    return made;
  };
  const kiosk = async (): Promise<Page> => {
    const page = await (await context()).newPage();
    await page.goto('/kiosk?room=porvoo-1');
    await heading(page, 'Tervetuloa etäpalveluun');
    return page;
  };
  const heading = (page: Page, words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor();
  const callButton = (page: Page) => page.getByRole('button', { name: 'Kutsu palveluneuvoja' });
  const calls = () => house.get<Call[]>('/calls');

  it('calls when touched, says that the advisor sees it, and ends the call when help has come', async () => {
    const board = await startShift(house, await context(), 'Maija Malli');
    const page = await kiosk();
    await callButton(page).click();
    await heading(page, 'Palveluneuvoja näkee kutsusi');
    await eventually(async () => expect((await house.simulated('porvoo-1')).lamp).toBe('shown'));
    expect((await calls()).filter(({ state }) => state !== 'done')).toMatchObject([{ source: 'terminal', presses: 1 }]);

    await board.keyboard.press('v');
    await page.getByText('Maija Malli vastasi').first().waitFor();
    // The stream to the room may be faster than the answer to the board's own request; a trial click waits for the button.
    await board.getByRole('button', { name: 'Lähden huoneeseen' }).click({ trial: true });
    await board.keyboard.press('v');
    await heading(page, 'Neuvoja on tulossa luoksesi');
    await page.getByRole('button', { name: 'Neuvoja tuli, kiitos' }).click();
    await page.getByRole('button', { name: 'Lopeta kutsu' }).click();
    await heading(page, 'Kutsu on päättynyt');
    expect((await calls())[0]?.ending?.by).toBe('terminal');
    await eventually(async () => expect((await house.simulated('porvoo-1')).lamp).toBe('dark'));
    await heading(page, 'Tervetuloa etäpalveluun');
    expect(await page.getByText('Maija Malli').count()).toBe(0);
  });

  it('takes a touch while the demo is still letting it in', async () => {
    const page = await (await context()).newPage();
    let letIn = (): void => undefined;
    const isTouched = new Promise<void>((resolve) => (letIn = resolve));
    const isAsked = page.waitForRequest('**/demo/terminal-sign-ins');
    await page.route('**/demo/terminal-sign-ins', async (route) => {
      await isTouched;
      await route.continue();
    });
    await page.goto('/kiosk?room=porvoo-1');
    await isAsked;
    await callButton(page).click();
    letIn();
    await eventually(async () => expect((await calls()).filter(({ state }) => state === 'open')).toHaveLength(1));
  });

  it('stays when the hub is gone, also over a reload: wall button, desk and number, and a touch calls nobody', async () => {
    const page = await kiosk();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await house.hub.end('SIGKILL');
    await heading(page, 'Ei yhteyttä juuri nyt');

    await page.reload();
    await heading(page, 'Ei yhteyttä juuri nyt');
    await page.getByText('Paina seinän kutsunappia').first().waitFor();
    await page.getByText('Porvoo-infon aula').waitFor();
    await page.getByText('+358 00 000 0001').waitFor();
    await page.getByText('ma–pe 9.00–16.30').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await heading(page, 'No connection right now');
    await page.getByRole('button', { name: 'Suomi' }).click();

    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await callButton(page).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Näyttö ei voi nyt kutsua neuvojaa. Paina seinän kutsunappia.').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { wasReloaded: false }));

    house.hub.start();
    await house.untilReady();
    await heading(page, 'Tervetuloa etäpalveluun');
    expect(await page.evaluate(() => (globalThis as { wasReloaded?: boolean }).wasReloaded)).toBe(false);
    // That somebody is there may be told when the line is back, and nothing else.
    const touch = 'POST /api/v1/rooms/porvoo-1/touches';
    expect(sent.filter((request) => request.startsWith('POST') && request !== touch)).toEqual([]);
    expect((await calls()).filter(({ state }) => state !== 'done')).toEqual([]);
  });

  it('keeps a press that the hub never answered over a reload, says that it has not got through, and it still rings', async () => {
    const page = await kiosk();
    const ids: string[] = [];
    await page.route('**/api/v1/calls', (route) => {
      ids.push((route.request().postDataJSON() as { id: string }).id);
      return route.abort();
    });
    await callButton(page).click();
    await heading(page, 'Lähetämme kutsua');
    await page.reload();
    await heading(page, 'Neuvojaa ei ole vielä tavoitettu');
    await page.getByText('Kutsu ei ole vielä perillä').first().waitFor();
    await page.getByText('+358 00 000 0001').waitFor();
    expect(await calls().then((all) => all.filter(({ state }) => state !== 'done'))).toEqual([]);

    await page.unroute('**/api/v1/calls');
    await eventually(async () => expect((await calls()).filter(({ state }) => state !== 'done')).toHaveLength(1));
    await heading(page, 'Kutsu on tallessa');
    expect(new Set(ids).size).toBe(1);
  });
});
