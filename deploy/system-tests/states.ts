import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openContext, startShift } from './browser.js';
import { eventually, type House } from './house.js';

type Language = 'fi' | 'sv' | 'en';

const laptop = [{ width: 1280, height: 800 }] as const;
const terminals = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
] as const;

/** One look of one page: how it comes about, on which screens. Used for pictures and for the accessibility check alike. */
export interface State {
  readonly name: string;
  readonly screens: readonly { readonly width: number; readonly height: number }[];
  /** Brings the page into the state; the house is quiet before and after. */
  readonly arrange: (scene: Scene) => Promise<Page>;
}

/** What a state is made with. */
export class Scene {
  private readonly contexts: BrowserContext[] = [];

  constructor(
    readonly house: House,
    private readonly browser: Browser,
    readonly language: Language = 'fi',
    readonly screen: { readonly width: number; readonly height: number } = laptop[0],
  ) {}

  async open(path: string): Promise<Page> {
    const page = await (await this.context()).newPage();
    await page.goto(path);
    return page;
  }

  async context(): Promise<BrowserContext> {
    const context = await openContext(this.browser, this.house.url);
    this.contexts.push(context);
    await context.addInitScript((language) => localStorage.setItem('etapiste.language', language), this.language);
    return context;
  }

  async onShift(name = 'Testi Neuvoja'): Promise<Page> {
    const context = await this.context();
    const page = await startShift(context, name);
    await page.setViewportSize(this.screen);
    return page;
  }

  /** An advisor without a page, who acts through REST. */
  async colleague(name = 'Esimerkki Neuvoja'): Promise<string> {
    return (await this.house.act<{ id: string }>('POST', '/shifts', { id: randomUUID(), name, pointIds: ['porvoo', 'imatra'] }))
      .id;
  }

  /** Presses the wall's button until a call is open: within the lock-out of the state before, a press is no new one. */
  async press(roomId: string): Promise<void> {
    await eventually(async () => {
      await this.house.press(roomId);
      await eventually(() => this.callIn(roomId), 1000);
    });
  }

  openCall(roomId: string): Promise<string> {
    return eventually(() => this.callIn(roomId));
  }

  private async callIn(roomId: string): Promise<string> {
    const calls = await this.house.get<{ id: string; roomId: string; state: string }[]>('/calls');
    const call = calls.find((each) => each.roomId === roomId && each.state !== 'done');
    if (!call) throw new Error(`no open call in ${roomId}`);
    return call.id;
  }

  /** Ends all calls and shifts, and closes the pages. */
  async strike(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
    const shiftId = await this.colleague('Siivous');
    for (const { id, state } of await this.house.get<{ id: string; state: string }[]>('/calls')) {
      if (state === 'done') continue;
      if (state === 'open') await this.house.act('POST', `/calls/${id}/acknowledge`, { shiftId });
      await this.house.act('POST', `/calls/${id}/done`, { shiftId, reason: 'helped-in-room' });
    }
    const { shifts } = await this.house.liveState<{ shifts: { id: string }[] }>();
    for (const { id } of shifts) await this.house.act('DELETE', `/shifts/${id}`);
  }
}

const untilCards = (page: Page, count: number): Promise<void> =>
  eventually(async () => {
    if ((await page.locator('call-card').count()) !== count) throw new Error(`not ${count} cards`);
  });

const lampIs = (house: House, roomId: string, lamp: string): Promise<void> =>
  eventually(async () => {
    if ((await house.simulated(roomId)).lamp !== lamp) throw new Error(`the lamp of ${roomId} is not ${lamp}`);
  });

/** The board of an advisor who has answered the one call. */
async function answered(scene: Scene): Promise<Page> {
  const page = await scene.onShift();
  await scene.press('porvoo-1');
  await untilCards(page, 1);
  await page.keyboard.press('v');
  await page.locator('call-card[data-look=way]').waitFor();
  return page;
}

const advisor: State[] = [
  {
    name: 'advisor-off-shift',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/advisor');
      await page.locator('.off-shift').waitFor();
      return page;
    },
  },
  {
    name: 'advisor-start-shift',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/advisor');
      await page.locator('.off-shift wa-button').click();
      await page.locator('start-shift-dialog wa-input').waitFor();
      return page;
    },
  },
  { name: 'advisor-quiet', screens: laptop, arrange: (scene) => scene.onShift() },
  {
    name: 'advisor-calling',
    screens: laptop,
    arrange: async (scene) => {
      const [page, colleague] = [await scene.onShift(), await scene.colleague()];
      await scene.press('imatra-1');
      const imatra = await scene.openCall('imatra-1');
      await scene.house.act('POST', `/calls/${imatra}/acknowledge`, { shiftId: colleague });
      await scene.house.act('POST', `/calls/${imatra}/on-the-way`, { shiftId: colleague });
      await scene.press('porvoo-1');
      await untilCards(page, 2);
      await page.locator('call-card[data-look=way]').waitFor();
      return page;
    },
  },
  {
    name: 'advisor-two-calls',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.onShift();
      for (const roomId of ['porvoo-1', 'imatra-1']) await scene.press(roomId);
      await untilCards(page, 2);
      return page;
    },
  },
  {
    name: 'advisor-answered',
    screens: laptop,
    arrange: (scene) => answered(scene),
  },
  {
    name: 'advisor-end-call',
    screens: laptop,
    arrange: async (scene) => {
      const page = await answered(scene);
      // Not while the answer is still on its way: then the button is disabled.
      await page.locator('call-card button').last().click({ trial: true });
      await page.keyboard.press('a');
      await page.locator('end-call-dialog .reasons wa-button').first().waitFor();
      return page;
    },
  },
  {
    name: 'advisor-not-reached',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/advisor');
      await scene.press('porvoo-1');
      await page.locator('call-card[data-look=not-reached]').waitFor({ timeout: 40_000 });
      return page;
    },
  },
  {
    name: 'advisor-room-unreachable',
    screens: laptop,
    arrange: async (scene) => {
      await scene.house.room('imatra-1').end('SIGTERM');
      const page = await scene.onShift();
      // It stays away until the house is mended.
      await page.locator('rooms-board article[aria-labelledby=imatra] li.off').waitFor();
      return page;
    },
  },
  {
    name: 'advisor-line-lost',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.onShift();
      await scene.house.hub.end('SIGKILL');
      await page.locator('line-note').locator('visible=true').first().waitFor();
      return page;
    },
  },
];

async function fleet(scene: Scene, path: string): Promise<Page> {
  const page = await scene.open(path);
  await page.locator('.tiles li').first().waitFor();
  return page;
}

const maintainer: State[] = [
  { name: 'maintainer-fleet', screens: laptop, arrange: (scene) => fleet(scene, '/maintainer') },
  { name: 'maintainer-room', screens: laptop, arrange: (scene) => fleet(scene, '/maintainer#porvoo-1') },
  {
    name: 'maintainer-loading',
    screens: laptop,
    arrange: async (scene) => {
      const page = await (await scene.context()).newPage();
      // Only a page's own stream can be held here; one in a shared worker goes past the page's routes.
      await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
      await page.route('**/api/v1/live*', () => undefined);
      await page.goto('/maintainer');
      await page.locator('loading-lines').waitFor();
      return page;
    },
  },
];

const expert: State[] = [
  {
    name: 'expert-choose',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/expert');
      await page.locator('room-choice wa-option').first().waitFor({ state: 'attached' });
      return page;
    },
  },
  {
    name: 'expert-live',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/expert');
      await page.locator('room-choice wa-select').click();
      await page.locator('room-choice wa-option[value=porvoo-1]').click();
      await page.locator('.choose wa-button[variant=brand]').first().click();
      await page.locator('document-camera-view [data-state=live], document-camera-view[data-state=live]').first().waitFor();
      await lampIs(scene.house, 'porvoo-1', 'announced-test');
      return page;
    },
  },
];

const callButton = 'call-button button';

/** The terminal of Porvoo after a touch of its button, with an advisor's shift at hand who has done nothing yet. */
async function calling(scene: Scene): Promise<{ page: Page; shiftId: string; callId: string }> {
  const shiftId = await scene.colleague();
  const page = await scene.open('/kiosk?room=porvoo-1');
  await page.locator(callButton).click();
  const callId = await scene.openCall('porvoo-1');
  return { page, shiftId, callId };
}

/** Waits for what the screen says by its own mark, in whatever language. */
const kioskSays = (page: Page, moment: string): Promise<void> =>
  page.locator(`[data-moment=${moment}]`).first().waitFor({ timeout: 40_000 });

const kiosk: State[] = [
  {
    name: 'kiosk-idle',
    screens: [...terminals, ...laptop],
    arrange: async (scene) => {
      const page = await scene.open('/kiosk?room=porvoo-1');
      await kioskSays(page, 'idle');
      return page;
    },
  },
  {
    name: 'kiosk-contrast',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const page = await scene.open('/kiosk?room=porvoo-1');
      await kioskSays(page, 'idle');
      await page.locator('comfort-bar button').last().click();
      await page.locator('html[data-theme=contrast]').waitFor();
      return page;
    },
  },
  {
    name: 'kiosk-larger-text',
    screens: terminals,
    arrange: async (scene) => {
      const { page, shiftId, callId } = await calling(scene);
      await scene.house.act('POST', `/calls/${callId}/receipt`, { shiftId, kind: 'seen' });
      await kioskSays(page, 'shown');
      for (let touches = 0; touches < 2; touches++) await page.locator('comfort-bar button.look').first().click();
      return page;
    },
  },
  {
    name: 'kiosk-sending',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const page = await scene.open('/kiosk?room=porvoo-1');
      await page.route('**/api/v1/calls', (route) => route.abort());
      await page.locator(callButton).click();
      await kioskSays(page, 'sending');
      return page;
    },
  },
  {
    name: 'kiosk-stored',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const { page } = await calling(scene);
      await kioskSays(page, 'stored');
      return page;
    },
  },
  {
    name: 'kiosk-shown',
    screens: terminals,
    arrange: async (scene) => {
      const { page, shiftId, callId } = await calling(scene);
      await scene.house.act('POST', `/calls/${callId}/receipt`, { shiftId, kind: 'seen' });
      await kioskSays(page, 'shown');
      return page;
    },
  },
  {
    name: 'kiosk-on-the-way',
    screens: terminals,
    arrange: async (scene) => {
      const { page, shiftId, callId } = await calling(scene);
      await scene.house.act('POST', `/calls/${callId}/acknowledge`, { shiftId });
      await scene.house.act('POST', `/calls/${callId}/on-the-way`, { shiftId });
      await kioskSays(page, 'on-the-way');
      return page;
    },
  },
  {
    name: 'kiosk-not-reached',
    screens: terminals,
    arrange: async (scene) => {
      const { page } = await calling(scene);
      await kioskSays(page, 'not-reached');
      return page;
    },
  },
  {
    name: 'kiosk-ended',
    screens: [terminals[0]],
    arrange: async (scene) => {
      const { page, shiftId, callId } = await calling(scene);
      await scene.house.act('POST', `/calls/${callId}/acknowledge`, { shiftId });
      await scene.house.act('POST', `/calls/${callId}/done`, { shiftId, reason: 'helped-in-room' });
      await kioskSays(page, 'ended');
      return page;
    },
  },
  {
    name: 'kiosk-offline',
    screens: terminals,
    arrange: async (scene) => {
      const page = await scene.open('/kiosk?room=porvoo-1');
      await kioskSays(page, 'idle');
      await scene.house.hub.end('SIGKILL');
      await kioskSays(page, 'offline');
      return page;
    },
  },
];

const start: State[] = [
  {
    name: 'start-quiet',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/');
      await page.locator('room-scene .lamp').waitFor();
      return page;
    },
  },
  {
    name: 'start-calling',
    screens: laptop,
    arrange: async (scene) => {
      const page = await scene.open('/');
      await page.locator('room-scene .lamp').waitFor();
      const shiftId = await scene.colleague();
      await scene.press('porvoo-1');
      await scene.house.act('POST', `/calls/${await scene.openCall('porvoo-1')}/receipt`, { shiftId, kind: 'seen' });
      await lampIs(scene.house, 'porvoo-1', 'shown');
      return page;
    },
  },
];

/** Every look of every page, in the order of the pages. */
export const states: readonly State[] = [...start, ...kiosk, ...advisor, ...maintainer, ...expert];

/** Puts the house right after a state that broke something on purpose. */
export async function mend(house: House): Promise<void> {
  if (!house.hub.isRunning) house.hub.start();
  await house.untilReady();
  for (const roomId of ['porvoo-1', 'imatra-1']) {
    if (!house.room(roomId).isRunning) await house.startRoom(roomId);
    await house.untilOnline(roomId);
  }
}
