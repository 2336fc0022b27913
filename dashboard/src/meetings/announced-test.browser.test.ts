import { seconds } from '@etapiste/protocol';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../examples/eventually.js';
import { onExamples } from '../../examples/on-examples.js';
import type { Relay } from '../../examples/relay.js';

let line: Relay;
let context: BrowserContext;
let page: Page;
/** What the page has sent of its test, answered or not. */
let sent: string[];

onExamples({ context: { viewport: { width: 1280, height: 800 } } }, async (on) => {
  ({ line, context } = on);
  // The page's clock is moved by hand: nobody waits here to see that nothing happens.
  await context.clock.install();
  page = await context.newPage();
  // There is no media server: its way stays silent.
  await page.routeWebSocket('**/janus*', () => undefined);
  sent = [];
  page.on('request', (request) => {
    if (request.url().includes('/announced-tests')) sent.push(request.method());
  });
  await page.goto('/expert');
  await page.getByRole('combobox', { name: 'Huone' }).click();
  await page.getByRole('option', { name: 'Porvoo-info, huone 1' }).click();
  await page.getByRole('button', { name: 'Näytä kuva' }).click();
});

describe('an expert’s test of a document camera', () => {
  it('is kept every other second; while the line is lost nothing is sent, and at once when it is back', async () => {
    await eventually(() => expect(sent).toContain('PUT'));
    await context.clock.runFor(seconds(6));
    await eventually(() => expect(sent.length).toBeGreaterThan(2));

    line.cut();
    await page.getByText(/Yhteys katkesi klo/).waitFor();
    // What was on its way when the line went is waited for as long as a hub may take to answer.
    await context.clock.runFor(seconds(5));
    const before = sent.length;
    await context.clock.runFor(seconds(40));
    expect(sent).toHaveLength(before);

    line.mend();
    await page.getByText(/Yhteys katkesi klo/).waitFor({ state: 'hidden' });
    await eventually(() => expect(sent.slice(before)).toContain('PUT'));
  });
});
