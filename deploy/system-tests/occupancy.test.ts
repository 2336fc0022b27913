import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openBrowser, openContext } from './browser.js';
import { House } from './house.js';
import { Relay } from './relay.js';

interface Occupancy {
  readonly state: string;
  readonly confidence: string;
  readonly lastVacant: { readonly from: string; readonly until: string | null } | null;
}

describe('who is in the room, from its sensor to the advisor’s board', () => {
  let house: House;
  let browser: Browser;
  let board: Page;
  beforeAll(async () => {
    house = await House.build();
    await house.start();
    house.setPolicy('occupancyHoldSeconds', 2);
    await house.hub.end('SIGTERM');
    await house.start('porvoo-1');
    browser = await openBrowser();
    board = await (await openContext(browser, house.url)).newPage();
    await board.goto('/advisor');
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const boardSays = (word: string) =>
    board.locator('rooms-board article', { hasText: 'Porvoo-info' }).locator('status-mark', { hasText: word }).waitFor();
  const known = async () => {
    const { rooms } = await house.liveState<{ rooms: { id: string; occupancy: Occupancy }[] }>();
    return rooms.find(({ id }) => id === 'porvoo-1')?.occupancy;
  };

  it('motion is in use at once; free after the hold; a touch of the terminal is in use again', async () => {
    await boardSays('Vapaa');
    await house.simulate('porvoo-1', 'occupancy', { isOccupied: true });
    await boardSays('Käytössä');
    expect(await known()).toMatchObject({ state: 'occupied', confidence: 'sensed' });
    const before = (await known())?.lastVacant;
    expect(before?.until).not.toBeNull();

    await house.simulate('porvoo-1', 'occupancy', { isOccupied: false });
    await boardSays('Vapaa');
    expect(await known()).toMatchObject({ state: 'vacant', confidence: 'sensed', lastVacant: { until: null } });
    expect((await known())?.lastVacant?.from).not.toBe(before?.from);

    const kiosk = await (await openContext(browser, house.url)).newPage();
    await kiosk.goto('/kiosk?room=porvoo-1');
    await kiosk.getByRole('heading', { level: 1, name: 'Tervetuloa etäpalveluun' }).click();
    await boardSays('Käytössä');
    await eventually(async () => expect(await known()).toMatchObject({ state: 'vacant', lastVacant: { until: null } }));
    await boardSays('Vapaa');
  });

  it('a touch of a terminal whose line is away is told when the line is back', async () => {
    const relay = await Relay.to(house.url);
    const context = await openContext(browser, relay.url);
    try {
      const kiosk = await context.newPage();
      await kiosk.goto('/kiosk?room=porvoo-1');
      await kiosk.locator('[data-moment=idle]').first().waitFor();
      relay.silence();
      await kiosk.locator('[data-moment=offline]').first().waitFor();
      await kiosk.getByRole('heading', { level: 1 }).click();
      expect((await known())?.state).toBe('vacant');
      await relay.heal();
      await boardSays('Käytössä');
      await boardSays('Vapaa');
    } finally {
      await context.close();
      await relay.close();
    }
  });

  it('what was known of the vacant room outlives its controller and the hub', async () => {
    await house.room('porvoo-1').end('SIGKILL');
    await eventually(async () => expect((await known())?.state).toBe('unknown'));
    const vacant = (await known())?.lastVacant;
    expect(vacant?.until).not.toBeNull();
    await house.hub.end('SIGTERM');
    await house.start();
    expect((await known())?.lastVacant).toEqual(vacant);
  });
});
