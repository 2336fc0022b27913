import type { Role } from '@etapiste/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { examplePassword, exampleSignIn, type ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';

const nobody = { isDemo: false, person: null, others: [] };
let hub: ExamplesHub;
let page: Page;

onExamples({ context: { viewport: { width: 1280, height: 800 } } }, async (on) => {
  ({ hub } = on);
  hub.signIn = nobody;
  page = await on.context.newPage();
});

const enter = async (password: string) => {
  await page.getByLabel('Käyttäjätunnus').fill('aino@example.org');
  await page.getByLabel('Salasana', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
};

/** What the field that has the focus is filled in with by browsers and password managers; runs in the page. */
function focusedField(): string | null | undefined {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.getAttribute('autocomplete');
}

describe('signing in on a page', () => {
  it('leads from a page to the form and back to the very place, and says what was wrong in between', async () => {
    await page.goto('/maintainer#porvoo-1');
    await page.waitForURL('**/sign-in?returnTo=*');
    await enter('wrong');
    await page.getByRole('alert').getByText('Käyttäjätunnus tai salasana on väärin.').waitFor();
    await enter(examplePassword);
    await page.waitForURL('**/maintainer#porvoo-1');
    await page.getByRole('button', { name: 'Esimerkki Henkilö' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#porvoo-1');
  });

  it('can be done by providers first, by keyboard alone, and by a password manager', async () => {
    await page.goto('/sign-in?returnTo=/expert');
    const provider = page.getByRole('link', { name: 'Kirjaudu Virtulla' });
    expect(await provider.getAttribute('href')).toBe('/sign-in/oidc/virtu?returnTo=%2Fexpert');
    await provider.focus();
    const stops: (string | null | undefined)[] = [];
    for (let tab = 0; tab < 2; tab++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(focusedField));
    }
    expect(stops).toEqual(['username', 'current-password']);
  });

  it('goes on to no other host, whatever the address asks for', async () => {
    for (const returnTo of ['/\\evil.example', 'javascript:alert(1)']) {
      hub.signIn = nobody;
      await page.goto(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
      await enter(examplePassword);
      await page.waitForURL((url) => url.pathname === '/');
      expect(new URL(page.url()).hostname).toBe('127.0.0.1');
    }
  });

  it('tells whoever comes to another role’s page where their own pages are', async () => {
    const { person } = exampleSignIn;
    const grants = person?.grants.filter(({ role }) => role === 'expert') ?? [];
    hub.signIn = { ...exampleSignIn, person: person && { ...person, grants } };
    await page.goto('/advisor');
    await page.getByRole('heading', { name: 'Tämä sivu ei kuulu rooliisi' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Sinun sivusi' }).getByRole('link').allInnerTexts()).toEqual([
      'Asiantuntija',
    ]);
  });

  it('offers nothing that the person’s roles may not do, and reads no trail that nobody has opened', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const as = (role: Role) => {
      const { person } = exampleSignIn;
      hub.signIn = {
        ...exampleSignIn,
        person: person && { ...person, grants: person.grants.map((grant) => ({ ...grant, role })) },
      };
    };
    const tabs = page.getByRole('tab');

    as('lead');
    await page.goto('/admin');
    await tabs.first().waitFor();
    expect(await tabs.allInnerTexts()).toEqual(['Käyttäjät', 'Oikeudet', 'Pisteet', 'Sulut', 'Sopimukset', 'Säännöt']);

    as('owner');
    await page.goto('/admin');
    await page.getByRole('tab', { name: 'Loki' }).waitFor();
    expect(asked.filter((path) => /audit|erasure/.test(path))).toEqual([]);
    await page.getByRole('tab', { name: 'Loki' }).click();
    await expect.poll(() => asked).toContain('/api/v1/audit/entries');

    await page.goto('/maintainer#porvoo-1');
    await page.getByRole('heading', { name: 'Liitetyt laitteet' }).waitFor();
    expect(await page.getByRole('button', { name: /Tunnista/ }).count()).toBe(0);
    as('maintainer');
    await page.reload();
    await page.getByRole('button', { name: /Tunnista/ }).waitFor();
  });
});
