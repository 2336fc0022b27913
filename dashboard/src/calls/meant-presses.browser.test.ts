import type { Call } from '@etapiste/protocol';
import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../examples/eventually.js';
import type { ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';
import { call as exampleCall, exampleState } from '../../examples/state.js';

let hub: ExamplesHub;
let page: Page;
let input: CDPSession;
let first: Call;
let second: Call;

const state = () => ({ ...exampleState(new Date()), calls: [] });
onExamples({ state, context: { permissions: ['notifications'], hasTouch: true } }, async (on) => {
  ({ hub } = on);
  page = await on.context.newPage();
  input = await on.context.newCDPSession(page);
  await page.goto('/advisor');
  await page.getByRole('button', { name: 'Aloita vuoro' }).first().click();
  await page.locator('start-shift-dialog').getByRole('button', { name: 'Aloita vuoro' }).click();
  await page.locator('start-shift-dialog wa-dialog[open]').waitFor({ state: 'detached' });
  first = call('porvoo-1', 60_000);
  second = call('porvoo-2', 30_000);
  for (const value of [first, second]) hub.change({ kind: 'calls', value });
  await button('huone 2').waitFor();
  await aMoment();
});
const call = (roomId: string, agoMs: number): Call =>
  exampleCall({ roomId, pointId: 'porvoo', openedAt: new Date(Date.now() - agoMs).toISOString() });
const button = (place: string) => page.locator('call-card').filter({ hasText: place }).getByRole('button').first();
const answered = () => hub.requests.filter(({ path }) => path.endsWith('/acknowledge')).map(({ path }) => path.split('/').at(-2));
/** Until a person has had the time to see what is on the page. */
const aMoment = async () => {
  const shownAt = await page.evaluate(() => performance.now());
  await page.waitForFunction((at) => performance.now() - at > 400, shownAt);
};
const middleOf = async (place: string) => {
  const box = await button(place).boundingBox();
  if (!box) throw new Error(`no button in ${place}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
/** Somebody else answers the topmost call, and the next one takes its place. */
const answeredElsewhere = async () => {
  const example = { shiftId: first.id, name: 'Esimerkki Neuvoja' };
  const value: Call = { ...first, state: 'acknowledged', acknowledgedAt: first.openedAt, acknowledgedBy: example };
  hub.change({ kind: 'calls', value });
  await page.locator('call-card[first]').filter({ hasText: 'huone 2' }).waitFor();
};
/** Another room calls, below the others. */
const another = async () => {
  hub.change({ kind: 'calls', value: exampleCall({ ...call('imatra-1', 0), pointId: 'imatra' }) });
  await button('Imatran').waitFor();
};
const now = () => page.evaluate(() => (performance.timeOrigin + performance.now()) / 1_000);
const clickMadeAt = async (timestamp: number, at: { x: number; y: number }) => {
  const press = { ...at, timestamp, button: 'left', clickCount: 1 } as const;
  await input.send('Input.dispatchMouseEvent', { ...press, type: 'mousePressed' });
  await input.send('Input.dispatchMouseEvent', { ...press, type: 'mouseReleased' });
};
/** Everything that was sent to the page has been dealt with. */
const settled = () => page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
const focused = () =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.ariaLabel ?? element?.textContent?.trim();
  });

describe('when the topmost call is answered by somebody else', () => {
  it('a click that was already on its way does not answer the call that has come under it', async () => {
    const at = await middleOf('huone 1');
    const decidedAt = await now();
    await answeredElsewhere();
    await clickMadeAt(decidedAt, at);
    await settled();
    expect(answered()).toEqual([]);
    await aMoment();
    await clickMadeAt(await now(), await middleOf('huone 2'));
    await eventually(() => expect(answered()).toEqual([second.id]));
  });

  it('a finger that went down on the call that left does not answer the next one by going up', async () => {
    const at = await middleOf('huone 1');
    await input.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await answeredElsewhere();
    await aMoment();
    await input.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await settled();
    expect(answered()).toEqual([]);
  });

  it('the key that was meant for it does not answer the next one; pressed again it does', async () => {
    const key = { key: 'v', text: 'v', code: 'KeyV' };
    const decidedAt = await now();
    await answeredElsewhere();
    await input.send('Input.dispatchKeyEvent', { ...key, type: 'keyDown', timestamp: decidedAt });
    await input.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' });
    await settled();
    expect(answered()).toEqual([]);
    await aMoment();
    await page.keyboard.press('v');
    await eventually(() => expect(answered()).toEqual([second.id]));
  });

  it('whoever had the focus on it is among the waiting calls, one step before the next button', async () => {
    await button('huone 1').focus();
    await answeredElsewhere();
    await eventually(async () => expect(await focused()).toBe('Kutsut, joihin ei ole vastattu'));
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^Vastaan kutsuun/);
    expect(answered()).toEqual([]);
  });
});

describe('a call that stays where it is', () => {
  it('is answered at once, also while others come below it', async () => {
    const at = await middleOf('huone 1');
    await page.mouse.move(at.x, at.y);
    await another();
    await clickMadeAt(await now(), at);
    await eventually(() => expect(answered()).toEqual([first.id]));
  });
});

describe('a pointer that rests below the calls', () => {
  it('does not push the first of them from its place when another room calls', async () => {
    const { y } = await middleOf('huone 1');
    await input.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 300, y: 600, timestamp: (await now()) - 5 });
    await another();
    expect((await middleOf('huone 1')).y).toBe(y);
  });
});
