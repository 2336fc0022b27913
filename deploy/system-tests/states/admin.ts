import type { Locator, Page } from 'playwright-core';
import { demoPeople } from '../../setup/demo-sign-in.mjs';
import { laptop, phone, type Scene, type State } from './scene.js';

async function admin(scene: Scene, tab = 'accounts'): Promise<Page> {
  const page = await scene.openAs(demoPeople.owner, '/admin');
  await page.locator('account-list li button').first().waitFor();
  if (tab !== 'accounts') await page.locator(`wa-tab[panel=${tab}]`).click();
  return page;
}

/** The page of an owner who has chosen somebody with a role of now, one to come and one that has ended. */
async function chosen(scene: Scene): Promise<{ page: Page; panel: Locator }> {
  const { name } = await scene.house.person();
  const page = await admin(scene);
  await page.locator('account-list li button').filter({ hasText: name }).click();
  const panel = page.locator('account-panel');
  await panel.locator('.head h2').waitFor();
  return { page, panel };
}

async function choose(page: Page, select: Locator, value: string): Promise<void> {
  await select.click();
  await page.locator(`wa-select[open] wa-option[value=${value}]`).click();
  await page.locator('wa-select[open]').waitFor({ state: 'detached' });
}

export const adminStates: readonly State[] = [
  { name: 'admin-accounts', screens: laptop, arrange: (scene) => admin(scene) },
  { name: 'admin-account', screens: [...laptop, ...phone], arrange: async (scene) => (await chosen(scene)).page },
  {
    name: 'admin-give-role',
    screens: laptop,
    arrange: async (scene) => {
      const { page, panel } = await chosen(scene);
      await panel.locator('wa-details').first().click();
      await choose(page, panel.locator('wa-select').first(), 'advisor');
      await panel.locator('fieldset wa-checkbox').first().click();
      return page;
    },
  },
  {
    name: 'admin-new-account',
    screens: laptop,
    arrange: async (scene) => {
      const page = await admin(scene);
      await page.locator('account-list .top wa-button').click();
      const dialog = page.locator('new-account-dialog');
      await dialog.locator('[name=name] input').fill('Salli Malli');
      await choose(page, dialog.locator('wa-select').first(), 'expert');
      await dialog.locator('wa-select').nth(1).waitFor();
      return page;
    },
  },
  {
    name: 'admin-one-time-password',
    screens: laptop,
    arrange: async (scene) => {
      const { page, panel } = await chosen(scene);
      await panel.locator('.deeds wa-button').first().click();
      await panel.locator('.one-time').waitFor();
      return page;
    },
  },
  {
    name: 'admin-close-account',
    screens: laptop,
    arrange: async (scene) => {
      const { page, panel } = await chosen(scene);
      await panel.locator('.deeds wa-button').last().click();
      await panel.locator('wa-dialog[open] wa-button').last().waitFor();
      return page;
    },
  },
  {
    name: 'account-menu',
    screens: [...laptop, ...phone],
    arrange: async (scene) => {
      const page = await admin(scene);
      await page.locator('account-menu wa-button').first().click();
      await page.locator('account-menu sign-in-list li').first().waitFor();
      return page;
    },
  },
  {
    name: 'admin-rights',
    screens: [...laptop, ...phone],
    arrange: async (scene) => {
      const page = await admin(scene, 'rights');
      await page.locator('rights-table td').first().waitFor();
      return page;
    },
  },
  {
    name: 'admin-audit',
    screens: [...laptop, ...phone],
    arrange: async (scene) => {
      await scene.house.person();
      const page = await admin(scene, 'audit');
      await page.locator('audit-list summary').first().click();
      return page;
    },
  },
  {
    name: 'admin-erasure',
    screens: laptop,
    arrange: async (scene) => {
      const page = await admin(scene, 'erasure');
      await page.locator('erasure-list li').first().waitFor();
      return page;
    },
  },
];
