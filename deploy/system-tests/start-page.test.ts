import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openBrowser, openContext } from './browser.js';
import { House, calmPicture } from './house.js';

describe('the demo’s first page', () => {
  let house: House;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    house = await House.build({ hasVideo: true, picture: calmPicture });
    await house.start('porvoo-1', 'imatra-1');
    browser = await openBrowser();
    page = await (await openContext(browser, house.url, [])).newPage();
    await page.goto('/');
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });
  const simulated = () => house.simulated('imatra-1') as Promise<never> as Promise<Record<string, Record<string, unknown>>>;

  it('plays a call on the real wire, from the button to its end, beside the live picture of the paper', async () => {
    await page.getByRole('button', { name: 'Näytä minulle' }).click();
    await page.locator('document-camera-view').getByText('Kuva on suora').waitFor();
    await page.getByText('Kutsu päättyi huoneen napista').waitFor();
    expect(await page.locator('story-line li.done').count()).toBe(5);

    const [call, ...others] = await house.get<Record<string, unknown>[]>('/calls');
    expect(others).toEqual([]);
    expect(call).toMatchObject({ state: 'done', ending: { by: 'wall-button' }, acknowledgedBy: { name: 'Liisa Malli' } });
    expect([call?.['seenAt'], call?.['onTheWayAt']].every((at) => typeof at === 'string')).toBe(true);
    await eventually(async () => expect((await house.liveState<{ shifts: unknown[] }>()).shifts).toEqual([]));
  });

  it('moves the chosen room for real: door, person, button, paper and line', async () => {
    await page.getByRole('tab').filter({ hasNotText: 'Porvoo' }).click();
    await page.getByText('Simuloitu huone imatra-1').waitFor();
    const before = await simulated();
    await page.getByRole('button', { name: /Ovi/ }).click();
    await eventually(async () => expect((await simulated())['door']).toEqual({ isOpen: !before['door']?.['isOpen'] }));
    await page.getByRole('button', { name: /Henkilö/ }).click();
    await eventually(async () =>
      expect((await simulated())['occupancy']).toEqual({ isOccupied: !before['occupancy']?.['isOccupied'] }),
    );
    await page.locator('select[data-part=document-camera]').selectOption('black');
    await eventually(async () => expect((await simulated())['documentCamera']).toMatchObject({ mode: 'black' }));
    await page.getByRole('button', { name: /^Nappi/ }).click();
    await eventually(async () => expect((await simulated())['lamp']).not.toBe('dark'));
    await page.locator('select[data-part=network]').selectOption('cut');
    await eventually(async () => expect((await simulated())['network']).toEqual({ mode: 'cut' }));
    await page.locator('select[data-part=network]').selectOption('ok');
    await house.untilOnline('imatra-1');
  });

  it('keeps the mail that escalation would have sent', async () => {
    await eventually(async () =>
      expect((await house.get<{ to: string }[]>('/demo/mail')).map(({ to }) => to)).toContain('imatra@point.example'),
    );
    await page
      .getByRole('button', { name: /posti/i })
      .or(page.getByText(/Lähtevä posti/))
      .first()
      .click();
    await page.getByText('imatra@point.example').first().waitFor();
  });
});
