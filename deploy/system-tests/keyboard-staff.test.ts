import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openBrowser, openContext } from './browser.js';
import { House, calmPicture } from './house.js';

/** Tab after Tab until the focus is on what is wanted; whoever needs more steps than this is lost. */
const mostSteps = 40;

/** What has the focus, in whatever shadow root: its words, and whether a person can see that it has it. */
interface Focus {
  readonly words: string;
  readonly isNowhere: boolean;
  readonly isVisible: boolean;
}

const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const path: Element[] = [];
    for (let element = document.activeElement; element; element = element.shadowRoot?.activeElement ?? null) path.push(element);
    const deepest = path.at(-1) ?? document.body;
    const control = path.findLast(({ localName }) => localName.startsWith('wa-') && localName !== 'wa-dialog');
    const ownLabel = deepest.ariaLabel ?? (deepest as HTMLInputElement).labels?.[0]?.textContent ?? deepest.textContent;
    const controlLabel = control?.getAttribute('label') ?? control?.querySelector('[label]')?.getAttribute('label');
    const words = [ownLabel, controlLabel, control?.textContent].find((each) => each?.trim()) ?? '';
    const hasRing = (element: Element): boolean => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      // Our own ring is the only shadow of 5 px without blur.
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow.includes('0px 0px 0px 5px');
    };
    // A control of Web Awesome draws its ring on a part beside what has the focus.
    const parts = [deepest, ...(control ? [control, ...(control.shadowRoot?.querySelectorAll('*') ?? [])] : [])];
    return {
      words: words.replaceAll(/\s+/g, ' ').trim(),
      isNowhere: deepest === document.body || path.length < 2,
      isVisible: parts.some(hasRing),
    };
  });

/** Nobody presses what has just come: a board takes no press for a card that a person cannot have seen yet. */
async function seen(page: Page): Promise<void> {
  const cameAt = await page.evaluate(() => performance.now());
  await page.waitForFunction((at) => performance.now() - at > 400, cameAt);
}

/** Presses Tab until the focus is on something with these words. The focus is somewhere, and seen, at each step. */
async function walkTo(page: Page, words: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < mostSteps; step++) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    passed.push(focus.words);
    // Between the last stop of a page and the first there is the browser itself.
    if (focus.isNowhere) continue;
    expect(focus, 'the focus can be seen').toMatchObject({ isVisible: true });
    if (focus.words.match(words)) return seen(page);
  }
  throw new Error(`the focus never came to ${String(words)}, only to: ${passed.join(' | ')}`);
}

const focusIsOn = (page: Page, words: string | RegExp) =>
  eventually(async () => expect((await focusOf(page)).words).toMatch(words));

describe('by the keyboard alone', () => {
  let house: House;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    house = await House.build({ hasVideo: true, picture: calmPicture });
    await house.start('porvoo-1', 'imatra-1');
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const open = async (path: string): Promise<Page> => {
    const context = await openContext(browser, house.url);
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  };

  it('an advisor starts a shift, answers, goes, ends the call with a reason, sets the alarm, and ends the shift', async () => {
    const page = await open('/advisor');
    await page.locator('.off-shift').waitFor();
    await walkTo(page, 'Siirry sisältöön');
    await walkTo(page, 'Aloita vuoro');
    await page.keyboard.press('Enter');
    await page.locator('start-shift-dialog wa-dialog[open]').waitFor({ state: 'attached' });
    await focusIsOn(page, 'Aloita vuoro');
    await walkTo(page, 'Imatra');
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await walkTo(page, 'Aloita vuoro');
    await page.keyboard.press('Enter');
    await page.getByText('Vuorossa, ääni päällä').waitFor();
    await focusIsOn(page, 'Kutsut, joihin ei ole vastattu');

    await house.press('porvoo-1');
    const card = page.locator('call-card');
    await card.waitFor();
    await page.keyboard.press('v');
    await card.getByRole('button', { name: 'Lähden huoneeseen' }).click({ trial: true });
    await walkTo(page, 'Lähden huoneeseen');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Apu annettu');
    await card.getByText('Neuvoja on tulossa').waitFor();
    await card.getByRole('button', { name: 'Apu annettu' }).click({ trial: true });
    await page.keyboard.press('a');
    await focusIsOn(page, 'Autoin huoneessa');
    await walkTo(page, 'Autoin tiskiltä');
    await page.keyboard.press('Enter');
    await page.getByText('Liisa Malli auttoi tiskiltä').waitFor();
    await card.waitFor({ state: 'detached' });
    await focusIsOn(page, 'Kutsut, joihin ei ole vastattu');

    await walkTo(page, 'Ääni ja näppäimet');
    await page.keyboard.press('Enter');
    await page.locator('wa-dialog[label="Ääni ja näppäimet"] alarm-settings').waitFor();
    await walkTo(page, 'Kutsun äänen voimakkuus');
    await page.keyboard.press('ArrowRight');
    await walkTo(page, 'Näppäin V vastaa');
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Ääni ja näppäimet');
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('etapiste.board') ?? '{}') as object);
    expect(kept).toMatchObject({ volume: 0.65, areKeysOn: false });

    await walkTo(page, 'Lopeta vuoro');
    await page.keyboard.press('Enter');
    await page.locator('.off-shift').waitFor();
    await focusIsOn(page, 'Kutsut, joihin ei ole vastattu');
    await walkTo(page, 'Aloita vuoro');
  });

  it('an advisor who answers with the button itself goes on with the same call', async () => {
    const page = await open('/advisor');
    await walkTo(page, 'Aloita vuoro');
    await page.keyboard.press('Enter');
    await page.locator('start-shift-dialog wa-dialog[open]').waitFor({ state: 'attached' });
    await focusIsOn(page, 'Aloita vuoro');
    await page.keyboard.press('Enter');
    await page.locator('start-shift-dialog wa-dialog[open]').waitFor({ state: 'detached' });
    await house.press('imatra-1');
    await page.locator('call-card').waitFor();
    await walkTo(page, 'Vastaan kutsuun');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Lähden huoneeseen');
    await page.locator('call-card').getByRole('button', { name: 'Päätä kutsu' }).click({ trial: true });
    await walkTo(page, 'Päätä kutsu');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Autoin huoneessa');
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Päätä kutsu');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Autoin huoneessa');
    await page.keyboard.press('Enter');
    await page.locator('call-card').waitFor({ state: 'detached' });
    await eventually(async () => expect((await focusOf(page)).words).toBe('Kutsut, joihin ei ole vastattu'));
  });

  it('a maintainer finds a room, opens it, makes its lamp blink, and comes back to the rooms', async () => {
    const page = await open('/maintainer');
    await page.locator('.tiles li').first().waitFor();
    await walkTo(page, 'Siirry sisältöön');
    await page.keyboard.press('Enter');
    await walkTo(page, 'Hae huonetta');
    await page.keyboard.type('porvoo');
    await eventually(async () => expect(await page.locator('.tiles li').count()).toBeLessThan(3));
    await walkTo(page, 'Kaikki');
    await walkTo(page, /Porvoo.*huone 1/);
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('room-panel:focus').waitFor());
    expect(await focusOf(page)).toMatchObject({ isVisible: true, words: expect.stringMatching(/Porvoo.*huone 1/) });
    await walkTo(page, 'Tunnista');
    await page.keyboard.press('Enter');
    await page.getByText('Ohjain vastasi: lamppu vilkkuu.').waitFor();
    await focusIsOn(page, 'Tunnista');
    await page.keyboard.press('Escape');
    await focusIsOn(page, /Porvoo.*huone 1/);
  });

  it('a maintainer takes in a device by its code, and takes it back', async () => {
    const { id, code, pollToken } = await house.strangeTerminal();
    const page = await open('/maintainer#porvoo-1');
    await page.locator('.tiles li').first().waitFor();
    await walkTo(page, 'Liitä laite');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Laitteen koodi, 8 kirjainta');
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Liitä laite');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Laitteen koodi, 8 kirjainta');
    await page.keyboard.type(code.toLowerCase());
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Mihin huoneeseen laite kuuluu?');
    await page.keyboard.press('Enter');
    await page.locator('wa-select[open]').waitFor();
    await page.keyboard.type('Porvoo');
    await page.keyboard.press('Enter');
    await page.locator('wa-select[open]').waitFor({ state: 'detached' });
    await walkTo(page, 'Liitä laite');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Valmis');
    await page.getByText('Asiakkaan näyttö on liitetty: Porvoo-info, huone 1.').waitFor();
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Liitä laite');

    await house.act('POST', `/enrolments/${id}/poll`, { pollToken });
    await walkTo(page, 'Poista: Asiakkaan näyttö');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Poista laite');
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Poista: Asiakkaan näyttö');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Poista laite');
    await page.keyboard.press('Enter');
    await page.getByText('Poistettu huoneesta').waitFor();
    expect(await focusOf(page)).toMatchObject({ isNowhere: false });
  });

  it('an owner gives somebody a role, ends it, and comes back to the list', async () => {
    const { name } = await house.person();
    const page = await open('/admin');
    await page.locator('account-list li').first().waitFor();
    await walkTo(page, 'Siirry sisältöön');
    await page.keyboard.press('Enter');
    await walkTo(page, 'Hae käyttäjää');
    await page.keyboard.type(name);
    await eventually(async () => expect(await page.locator('account-list li button').count()).toBe(1));
    await walkTo(page, new RegExp(name));
    await page.keyboard.press('Enter');
    await focusIsOn(page, new RegExp(`^${name}$`));
    await walkTo(page, 'Anna rooli');
    await page.keyboard.press('Enter');
    await walkTo(page, 'Rooli');
    await page.keyboard.press('Enter');
    await page.locator('wa-select[open]').waitFor();
    await page.keyboard.type('Ylläp');
    await page.keyboard.press('Enter');
    await page.locator('wa-select[open]').waitFor({ state: 'detached' });
    await walkTo(page, 'Anna rooli');
    await page.keyboard.press('Enter');
    const given = page.locator('account-panel li').filter({ hasText: 'Ylläpitäjä, kaikkialla' });
    await given.filter({ hasText: 'toistaiseksi' }).waitFor();
    await page.keyboard.press('Escape');
    await focusIsOn(page, new RegExp(name));
    await page.keyboard.press('Enter');
    await walkTo(page, 'Päätä: Ylläpitäjä, kaikkialla');
    await page.keyboard.press('Enter');
    await given.filter({ hasText: 'päättyi' }).waitFor();
    await focusIsOn(page, new RegExp(`^${name}$`));
    await walkTo(page, 'Poista käytöstä');
    await page.keyboard.press('Enter');
    await page.locator('account-panel wa-dialog[open]').waitFor({ state: 'attached' });
    await walkTo(page, 'Peruuta');
    await page.keyboard.press('Escape');
    await focusIsOn(page, 'Poista käytöstä');
  });

  it('an expert chooses a room, opens the picture, and closes it', async () => {
    const page = await open('/expert');
    await page.locator('room-choice').waitFor();
    await walkTo(page, 'Huone');
    await page.keyboard.press('Enter');
    await page.locator('wa-select[open]').waitFor();
    await page.keyboard.type('Porvoo');
    await page.keyboard.press('Enter');
    await page.locator('wa-select[open]').waitFor({ state: 'detached' });
    await walkTo(page, 'Näytä kuva');
    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Lopeta');
    await page.locator('document-camera-view[data-state=live]').waitFor();
    expect(await focusOf(page)).toMatchObject({ words: 'Lopeta', isVisible: true });
    await page.keyboard.press('Enter');
    await page.locator('document-camera-view').waitFor({ state: 'detached' });
    await focusIsOn(page, 'Näytä kuva');
  });
});
