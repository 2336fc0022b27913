import type { Page } from 'playwright-core';
import { demoReader } from '../house.js';
import { laptop, phone, type Scene, type State } from './scene.js';

/** Types a user name and a password, as a person does who has not signed in. */
async function trySignIn(page: Page, userName: string, password: string): Promise<void> {
  await page.locator('[name=userName] input').fill(userName);
  await page.locator('[name=password] input').fill(password);
  await page.keyboard.press('Enter');
}

async function signInPage(scene: Scene): Promise<Page> {
  const page = await scene.openSignedOut('/sign-in');
  await page.locator('section button').first().waitFor();
  return page;
}

export const people: readonly State[] = [
  { name: 'sign-in', screens: [...laptop, ...phone], arrange: signInPage },
  {
    name: 'sign-in-wrong',
    screens: laptop,
    arrange: async (scene) => {
      const page = await signInPage(scene);
      await trySignIn(page, `${scene.language}@example.org`, 'x');
      await page.locator('notice-note').waitFor();
      return page;
    },
  },
  {
    name: 'sign-in-slowed',
    screens: [...laptop, ...phone],
    arrange: async (scene) => {
      const page = await signInPage(scene);
      const guess = { userName: `guess-${scene.language}@example.org`, password: 'x' };
      // Wrong ones until the hub wants a pause; the one that is seen comes within it.
      for (let status = 401; status === 401;)
        status = (await page.request.post('/api/v1/sign-in', { data: guess, headers: { origin: scene.house.url } })).status();
      await trySignIn(page, guess.userName, guess.password);
      await page.locator('notice-note').waitFor();
      return page;
    },
  },
  {
    name: 'sign-in-own-password',
    screens: [...laptop, ...phone],
    arrange: async (scene) => {
      const { id, userName } = await scene.house.person();
      const { password } = await scene.house.act<{ password: string }>('POST', `/accounts/${id}/one-time-password`);
      const page = await signInPage(scene);
      await trySignIn(page, userName, password);
      await page.locator('change-password-form').waitFor();
      return page;
    },
  },
  {
    name: 'not-your-page',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.openAs(demoReader, '/advisor');
      await page.locator('not-your-page h1').waitFor();
      return page;
    },
  },
];
