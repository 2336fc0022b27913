import type { Call } from '@etapiste/protocol';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../examples/eventually.js';
import type { ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';
import type { Relay } from '../../examples/relay.js';
import { call as exampleCall, exampleState } from '../../examples/state.js';

let hub: ExamplesHub;
let line: Relay;
let page: Page;

const state = () => ({ ...exampleState(new Date()), calls: [] });
onExamples({ state, context: { permissions: ['notifications'] } }, async (on) => {
  ({ hub, line } = on);
  page = await on.context.newPage();
  await page.goto('/advisor');
});

const startShift = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Aloita vuoro' }).first().click();
  await page.locator('start-shift-dialog').getByRole('button', { name: 'Aloita vuoro' }).click();
  await page.getByText('Vuorossa, ääni päällä').waitFor();
  // Keys do nothing as long as the dialog is closing.
  await page.locator('start-shift-dialog wa-dialog[open]').waitFor({ state: 'detached' });
};
const press = (changes: Partial<Call> = {}): Call => {
  const value = exampleCall({ roomId: 'porvoo-1', pointId: 'porvoo', openedAt: new Date().toISOString(), ...changes });
  hub.change({ kind: 'calls', value });
  return value;
};
const asked = (deed: string) => hub.requests.filter(({ path }) => path.endsWith(deed));
const hide = (isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hidden ? 'hidden' : 'visible') });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
const card = () => page.locator('call-card');

describe('an advisor on shift', () => {
  beforeEach(startShift);

  it('sees a new call at once, and the hub is told once that it was seen', async () => {
    const call = press();
    await card().getByText('Porvoo-info, huone 1').waitFor();
    await eventually(() => expect(asked('/receipt')).toHaveLength(1));
    expect(asked('/receipt')[0]).toMatchObject({ path: `/api/v1/calls/${call.id}/receipt`, body: { kind: 'seen' } });
    expect(await page.title()).toMatch(/^\(1\) /);
  });

  it('who looks at another tab is told as having heard it, and as having seen it only after coming back', async () => {
    await hide(true);
    const call = press();
    await eventually(() => expect(asked('/receipt')).not.toHaveLength(0));
    hub.change({ kind: 'calls', value: { ...call, presses: 2 } });
    await card().getByText('painettu 2 kertaa').waitFor();
    expect(asked('/receipt').map(({ body }) => body.kind)).toEqual(['heard']);
    await hide(false);
    await eventually(() => expect(asked('/receipt').map(({ body }) => body.kind)).toEqual(['heard', 'seen']));
  });

  it('sees the ten newest of the calls that have ended today, and all of them when asked', async () => {
    const ending = { by: 'desk', name: 'Testi Neuvoja', reason: 'helped-from-desk' } as const;
    for (let minute = 10; minute < 22; minute++) {
      const endedAt = `2026-11-24T08:${minute}:00.000Z`;
      press({ state: 'done', openedAt: endedAt, endedAt, ending });
    }
    const rows = page.locator('ended-calls li');
    await page.getByRole('button', { name: 'Näytä kaikki 12' }).waitFor();
    expect(await rows.count()).toBe(10);
    expect(await rows.first().textContent()).toContain('10.21');
    await page.getByRole('button', { name: 'Näytä kaikki 12' }).click();
    await page.getByRole('button', { name: 'Näytä vain uusimmat' }).waitFor();
    expect(await rows.count()).toBe(12);
  });

  it('answers with V, goes with V, and ends with A and one press for the reason', async () => {
    press();
    await card().getByRole('button', { name: 'Vastaan kutsuun' }).waitFor();
    await page.keyboard.press('v');
    // Waits until the hub has answered and the button may be pressed.
    await card().getByRole('button', { name: 'Lähden huoneeseen' }).click({ trial: true });
    await page.keyboard.press('v');
    await card().getByText('Neuvoja on tulossa.').waitFor();
    await card().getByRole('button', { name: 'Apu annettu' }).click({ trial: true });
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Painettu vahingossa' }).click();
    await page.getByText('Testi Neuvoja: painettu vahingossa').waitFor();
    expect(asked('/done')[0]?.body).toMatchObject({ reason: 'pressed-by-mistake' });
  });

  it('who answers a moment too late is told who was first, and has nothing to do', async () => {
    const call = press();
    await eventually(() => expect(asked('/receipt')).toHaveLength(1));
    const example = { shiftId: call.id, name: 'Esimerkki Neuvoja' };
    const [known] = hub.state.calls as [Call];
    const taken: Call = { ...known, state: 'acknowledged', acknowledgedAt: call.openedAt, acknowledgedBy: example };
    // The hub knows it already; the page hears of it after it has asked.
    hub.state = { ...hub.state, calls: [taken] };
    await page.keyboard.press('v');
    await page.getByText(/Esimerkki Neuvoja vastasi jo tähän kutsuun klo \d+\.\d\d\./).waitFor();
    hub.change({ kind: 'calls', value: taken });
    await eventually(async () => expect(await page.locator('call-card[data-look="ringing"]').count()).toBe(0));
  });

  it('can write a v in a field without answering anything', async () => {
    press();
    await card().waitFor();
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { id: 'field' })));
    await page.locator('#field').pressSequentially('vava');
    expect(asked('/acknowledge')).toEqual([]);
  });

  it('keeps the shift over a reload and is told so', async () => {
    await page.reload();
    await page.getByText('Vuorosi jatkuu.').waitFor();
    await page.getByText('Testi Neuvoja, 3 pistettä').waitFor();
    expect(asked('/shifts')).toHaveLength(1);
  });

  it('finds what the pointer is on where it was when another call comes above it', async () => {
    press({ state: 'on-the-way', roomId: 'imatra-1', pointId: 'imatra' });
    press();
    await card().getByText('Porvoo-info, huone 1').waitFor();
    const button = card().getByRole('button', { name: 'Apu annettu' });
    await button.hover();
    const before = await button.boundingBox();
    press({ roomId: 'porvoo-2' });
    await card().getByText('Porvoo-info, huone 2').waitFor();
    await eventually(async () => expect((await button.boundingBox())?.y).toBeCloseTo(before?.y ?? -1, 0));
  });

  it('reads on a lost line what was so then, keeps the place on a button, and finds it there when the line is back', async () => {
    press();
    await card().getByText('Kukaan ei ole vastannut.').waitFor();
    const end = page.getByRole('button', { name: 'Lopeta vuoro' });
    await end.focus();
    line.cut();
    await card().getByText('Kun yhteys katkesi, kukaan ei ollut vastannut. Katso huoneeseen.').waitFor();
    expect(await page.getByText('Kukaan ei ole vastannut').count()).toBe(0);
    await eventually(async () => expect(await end.getAttribute('aria-disabled')).toBe('true'));
    expect(await end.evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Vuorossa, ääni päällä').waitFor();

    line.mend();
    await card().getByText('Kukaan ei ole vastannut.').waitFor();
    expect(hub.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Et ole vuorossa').first().waitFor();
    expect(hub.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('is not promised on a lost line that a call would come and ring', async () => {
    const promise = page.getByText('Kun asiakas kutsuu, kutsu tulee tähän ja soi.');
    await promise.waitFor();
    line.cut();
    await page.getByText('Näin oli, kun yhteys katkesi.').waitFor();
    expect(await promise.count()).toBe(0);
    line.mend();
    await expect(promise.waitFor()).resolves.toBeUndefined();
  });

  it('who uses a screen reader or a keyboard meets no barrier that axe knows', async () => {
    press();
    press({ roomId: 'porvoo-2', isStale: true });
    await card().nth(1).waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document));
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
});

describe('an advisor who is not on shift', () => {
  it('sees a call, but is never told to the hub as having seen it', async () => {
    press();
    await card().waitFor();
    expect(asked('/receipt')).toEqual([]);
    expect(await card().getByRole('button').count()).toBe(0);
  });
});
