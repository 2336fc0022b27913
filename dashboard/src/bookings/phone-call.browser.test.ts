import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../examples/eventually.js';
import type { ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';
import type { Relay } from '../../examples/relay.js';
import { exampleState } from '../../examples/state.js';
import { addDays, dayOf, mondayOf } from '../i18n/wall-time.js';

let hub: ExamplesHub;
let line: Relay;
let page: Page;

const state = () => ({ ...exampleState(new Date()), calls: [] });
onExamples({ state, context: { viewport: { width: 1280, height: 800 } } }, async (on) => {
  ({ hub, line } = on);
  page = await on.context.newPage();
});

/** The Tuesday of the week after: wholly ahead whatever the day of the test. */
const tuesday = addDays(mondayOf(dayOf(new Date(), 'Europe/Helsinki')), 8);
const madeBookings = () => hub.requests.filter(({ method, path }) => method === 'PUT' && path.includes('/bookings/'));
const name = () => page.getByLabel('Nimi, jolla kutsutaan');
const finder = () => page.locator('time-finder');
const firstTime = () =>
  finder()
    .getByRole('button', { name: /^Varaa/ })
    .first();
const form = () => page.locator('booking-form');
const held = () => form().getByText('Aika on sinulle varattuna').waitFor();
const booked = () => page.getByRole('heading', { name: 'Aika on varattu' });
const openNextWeek = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Seuraava viikko' }).click();
  await page.locator('week-grid h2', { hasText: `${Number(tuesday.slice(8))}.${Number(tuesday.slice(5, 7))}.` }).waitFor();
};
const findings = async (): Promise<readonly string[]> => {
  // What is still appearing has no contrast yet.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))));
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

describe("the advisor's phone call", () => {
  it('is three clicks by mouse: a time, the name, and it is booked with four digits to read out', async () => {
    await page.goto('/advisor?view=bookings');
    await firstTime().click();
    await held();
    await name().fill('Testi Puhelu');
    await form()
      .getByRole('button', { name: /^Varaa/ })
      .click();
    await booked().waitFor();
    expect(madeBookings()).toHaveLength(1);
    const [booking] = hub.bookings.bookings.values();
    expect(booking).toMatchObject({ channel: 'point-phone', customer: { name: 'Testi Puhelu', language: 'fi' } });
    expect(await page.locator('booked-note .code').textContent()).toBe(booking?.code);
    expect(await page.getByRole('link', { name: 'Tulosta vahvistus' }).getAttribute('href')).toBe(
      `/confirmation?booking=${booking?.id}`,
    );
  });

  it('is U, Enter, the name and Enter by keyboard, from the board', async () => {
    await page.goto('/advisor');
    await page.getByText('Et ole vuorossa').first().waitFor();
    await page.keyboard.press('u');
    await firstTime().waitFor();
    await eventually(async () => expect(await finder().evaluate((element) => element.matches(':focus'))).toBe(true));
    await page.keyboard.press('Enter');
    await held();
    await page.keyboard.type('Testi Näppäin');
    await page.keyboard.press('Enter');
    await booked().waitFor();
    expect(madeBookings()).toHaveLength(1);
    expect(new URL(page.url()).search).toBe('?view=bookings');
  });

  it('a digit takes one of the first times, and Esc gives it back to others', async () => {
    await page.goto('/advisor?view=bookings');
    await firstTime().waitFor();
    await page.keyboard.press('2');
    await held();
    expect(hub.bookings.holds.size).toBe(1);
    await page.keyboard.press('Escape');
    await finder().waitFor();
    await eventually(() => expect(hub.bookings.holds.size).toBe(0));
    expect(madeBookings()).toEqual([]);
  });
});

describe('a time for a customer', () => {
  beforeEach(async () => {
    await page.goto('/advisor?view=bookings');
    await firstTime().waitFor();
  });

  it('no identity code is booked, and text about the matter is only warned of', async () => {
    await firstTime().click();
    await held();
    await name().fill('Testi 131052-308T');
    await page.getByText('Tässä on henkilötunnus.').waitFor();
    await name().press('Enter');
    await name().fill('Testi, hakemus kesken');
    await page.getByText('Kirjoita tähän vain nimi.').waitFor();
    expect(madeBookings()).toEqual([]);
    await name().press('Enter');
    await booked().waitFor();
  });

  it('somebody was first: the nearest times are offered, and the form keeps what was written', async () => {
    await firstTime().click();
    await held();
    await name().fill('Testi Toinen');
    const [hold] = hub.bookings.holds.values();
    hub.bookings.holds.clear();
    for (const roomId of ['porvoo-1', 'porvoo-2']) hub.bookings.put(wall(hold?.from), roomId);
    await form()
      .getByRole('button', { name: /^Varaa/ })
      .click();
    await form().getByText('Joku ehti varata tämän ajan').waitFor();
    expect(await findings()).toEqual([]);
    await form()
      .getByRole('button', { name: /^Ota tämä/ })
      .first()
      .click();
    await held();
    expect(await name().inputValue()).toBe('Testi Toinen');
    await form()
      .getByRole('button', { name: /^Varaa/ })
      .click();
    await booked().waitFor();
  });

  it('a hold that has lapsed is said, and one press asks for it again', async () => {
    await page.clock.install();
    await page.reload();
    await firstTime().click();
    await held();
    hub.bookings.holds.clear();
    await page.clock.runFor(25_000);
    await form().getByText('Aika ei ole enää sinulle varattuna.').waitFor();
    await form().getByRole('button', { name: 'Ota aika uudelleen' }).click();
    await held();
    expect(hub.bookings.holds.size).toBe(1);
  });

  it('why a time is not free is answered in words', async () => {
    await openNextWeek();
    await page.getByRole('button', { name: 'Miksi jokin aika ei ole vapaa?' }).click();
    await page.getByText('Viranomaisella ei ole silloin asiantuntijaa').waitFor();
    expect(await findings()).toEqual([]);
  });

  it('on a lost line nothing is booked, and the page says why', async () => {
    await firstTime().click();
    await held();
    await name().fill('Testi Linja');
    line.cut();
    await eventually(async () =>
      expect(
        await form()
          .getByRole('button', { name: /^Varaa/ })
          .getAttribute('aria-disabled'),
      ).toBe('true'),
    );
    await name().press('Enter');
    expect(madeBookings()).toEqual([]);
    line.mend();
    await eventually(async () =>
      expect(
        await form()
          .getByRole('button', { name: /^Varaa/ })
          .getAttribute('aria-disabled'),
      ).toBe('false'),
    );
    await form()
      .getByRole('button', { name: /^Varaa/ })
      .click();
    await booked().waitFor();
  });
});

describe('a booking that stands', () => {
  const open = async (): Promise<void> => {
    await page.goto('/advisor?view=bookings');
    await firstTime().waitFor();
    await openNextWeek();
    await page.getByRole('button', { name: /Testi Siirtyvä/ }).click();
    await page.getByRole('heading', { name: 'Testi Siirtyvä' }).waitFor();
  };
  const put = () => hub.bookings.put(`${tuesday}T10:00`, 'porvoo-1', { name: 'Testi Siirtyvä' });

  it('moves to another time of the week by keyboard, without dragging', async () => {
    const { id } = put();
    await open();
    await page.getByRole('button', { name: 'Siirrä', exact: true }).press('Enter');
    await page.locator(`week-grid button.free[aria-label*="klo 13.00"]`).nth(1).press('Enter');
    await page.getByRole('button', { name: 'Siirrä tähän' }).press('Enter');
    await page.getByText(/Aika siirrettiin: .*10\.00.*13\.00/).waitFor();
    expect(wall(hub.bookings.bookings.get(id)?.from)).toBe(`${tuesday}T13:00`);
  });

  it('is dragged to another time, and moves when that is pressed', async () => {
    const { id } = put();
    await open();
    await page.getByRole('button', { name: /Testi Siirtyvä/ }).dragTo(page.locator('[data-key=c1r8]'));
    await page.getByRole('button', { name: 'Siirrä tähän' }).click();
    await page.getByText(/Aika siirrettiin: .*10\.00.*13\.00/).waitFor();
    expect(wall(hub.bookings.bookings.get(id)?.from)).toBe(`${tuesday}T13:00`);
  });

  it('is cancelled with a reason; its time is free again', async () => {
    const { id } = put();
    await open();
    await page.getByRole('button', { name: 'Peru varaus' }).click();
    await page.getByRole('button', { name: 'Asiakas pyysi' }).click();
    await page.getByText('Varaus peruttiin: asiakas pyysi').waitFor();
    expect(hub.bookings.bookings.get(id)).toMatchObject({ state: 'cancelled', cancelReason: 'customer-asked' });
    await page.locator('[data-key=c1r2].free').waitFor();
  });

  it('whoever changes it after somebody else sees what it is now', async () => {
    const { id } = put();
    await open();
    const known = hub.bookings.bookings.get(id);
    if (known?.customer)
      hub.bookings.bookings.set(id, { ...known, version: 2, customer: { ...known.customer, name: 'Testi Uusi' } });
    await page.getByRole('button', { name: 'Peru varaus' }).click();
    await page.getByRole('button', { name: 'Asiakas pyysi' }).click();
    await page.getByText('Joku muu muutti tätä juuri.').waitFor();
    await page.getByRole('heading', { name: 'Testi Uusi' }).waitFor();
    expect(hub.bookings.bookings.get(id)?.state).toBe('booked');
  });

  it('what another advisor books comes to the week by itself', async () => {
    await page.goto('/advisor?view=bookings');
    await firstTime().waitFor();
    await openNextWeek();
    const { authorityId } = put();
    hub.bookings.changed({ authorityId, day: tuesday });
    await eventually(async () => expect(await page.getByRole('button', { name: /Testi Siirtyvä/ }).count()).toBe(1));
  });

  it.each(['Viikko', 'Päivä', 'Lista'])(
    'axe finds nothing in the view %s, nor where a booking is open and moves',
    async (view) => {
      put();
      hub.bookings.put(`${tuesday}T12:00`, 'porvoo-1', { name: 'Testi Suljettu', isClosedOver: true });
      await open();
      await page.getByText(view, { exact: true }).click();
      expect(await findings()).toEqual([]);
      await page.getByRole('button', { name: 'Siirrä', exact: true }).click();
      await page
        .locator('move-panel')
        .getByRole('button', { name: /^Valitse/ })
        .first()
        .click();
      expect(await findings()).toEqual([]);
    },
  );
});

const wall = (instant: string | undefined): string =>
  new Date(instant ?? 0).toLocaleString('sv-SE', { timeZone: 'Europe/Helsinki' }).slice(0, 16).replace(' ', 'T');
