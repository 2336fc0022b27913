import type { LiveState } from '@etapiste/protocol';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { startChromium } from './chromium.js';
import { patienceMs } from './eventually.js';
import { ExamplesHub } from './hub.js';
import { Relay } from './relay.js';
import { servePages } from './serve.js';

/** What a test of a page stands on. */
export interface OnExamples {
  readonly hub: ExamplesHub;
  /** Between the browser and the hub; can be cut. */
  readonly line: Relay;
  /** Knows the address of the pages: `page.goto('/kiosk')`. */
  readonly context: BrowserContext;
}

interface Plan {
  /** What the hub knows at first; examples of everything when left out. */
  readonly state?: () => LiveState;
  readonly context?: BrowserContextOptions;
  /** One for all tests of the file, which begins once: for tests that clear away before them what others left. */
  readonly isShared?: boolean;
}

/**
 * Lets the tests of a file stand on the built pages and a hub of examples: one browser for all of them, the rest new for each
 * test (or shared), which begins with `begin`.
 */
export function onExamples(
  { state, context: options, isShared = false }: Plan,
  begin: (on: OnExamples) => Promise<void> | void,
): void {
  let browser: Browser;
  let end: () => Promise<void>;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  const [before, after] = isShared ? [beforeAll, afterAll] : [beforeEach, afterEach];
  before(async () => {
    const hub = new ExamplesHub(state?.());
    hub.start();
    const pages = await servePages(hub, inject('pagesDir'));
    const line = new Relay(pages.port);
    const context = await browser.newContext({ ...options, baseURL: await line.start() });
    context.setDefaultTimeout(patienceMs);
    end = async () => {
      await context.close();
      line.stop();
      hub.stop();
      await pages.stop();
    };
    await begin({ hub, line, context });
  });
  after(() => end());
}
