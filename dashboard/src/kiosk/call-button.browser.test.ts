import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { eventually } from '../../examples/eventually.js';
import type { ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';
import { exampleState } from '../../examples/state.js';

let hub: ExamplesHub;
let page: Page;

const state = () => ({ ...exampleState(new Date()), calls: [] });
onExamples({ state, context: { viewport: { width: 1920, height: 1080 } } }, async (on) => {
  ({ hub } = on);
  page = await on.context.newPage();
  await page.goto('/kiosk?room=porvoo-1');
  await page.getByRole('heading', { level: 1, name: 'Tervetuloa etäpalveluun' }).waitFor();
});

it('a press of the screen calls, also when the button moves away under the finger', async () => {
  const box = await page.locator('call-button button').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await page.mouse.down();
  await page.locator('call-button').evaluate((button) => (button.style.translate = '0 -600px'));
  await page.mouse.up();
  await eventually(() => expect(hub.requests.map(({ path }) => path)).toContain('/api/v1/calls'));
});
