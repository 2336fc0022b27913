import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '../../setup/eventually.mjs';
import { openContext, startShift } from '../browser.js';
import { House, calmPicture } from '../house.js';

type Language = 'fi' | 'sv' | 'en';

/** Screens of the staff's pages. */
export const laptop = [{ width: 1280, height: 800 }] as const;
/** A stranger's telephone. */
export const phone = [{ width: 390, height: 844 }] as const;
/** Screens of the kiosk: lying and upright. */
export const terminals = [
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

/** A house for states to be arranged in. Imatra waits for nobody: its calls are *not reached* soon. */
export async function stage(): Promise<House> {
  const house = await House.build({ hasVideo: true, picture: calmPicture });
  await house.start('porvoo-1', 'imatra-1');
  house.leaveOldShifts(14);
  house.setPolicy('callNotReachedSeconds', 2, 'imatra');
  await house.hub.end('SIGTERM');
  await mend(house);
  return house;
}

/** What a state is made with. */
export class Scene {
  private readonly contexts: BrowserContext[] = [];
  /** What its pages asked of anybody but this house, and what their content policy made the browser refuse. */
  readonly strays: string[] = [];

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

  /** A page in a browser where nobody has signed in. */
  async openSignedOut(path: string): Promise<Page> {
    const page = await (await this.context([])).newPage();
    await page.goto(path);
    return page;
  }

  /** A page in a browser where only this account has signed in. */
  async openAs(accountId: string, path: string): Promise<Page> {
    const page = await (await this.context([accountId])).newPage();
    await page.goto(path);
    return page;
  }

  async context(people?: readonly string[]): Promise<BrowserContext> {
    const context = await openContext(this.browser, this.house.url, people);
    this.contexts.push(context);
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (/^(http|ws)/.test(protocol) && !this.house.origins.includes(origin)) this.strays.push(request.url());
    });
    await context.exposeFunction('strayed', (what: string) => this.strays.push(what));
    await context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber, sample }) =>
        (globalThis as never as { strayed(what: string): void }).strayed(
          `${effectiveDirective} refuses ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`,
        ),
      ),
    );
    await context.addInitScript((language) => localStorage.setItem('etapiste.language', language), this.language);
    return context;
  }

  async onShift(name = 'Testi Neuvoja'): Promise<Page> {
    const context = await this.context();
    const page = await startShift(this.house, context, name);
    await page.setViewportSize(this.screen);
    return page;
  }

  /** An advisor without a page, who acts through REST. */
  async colleague(name = 'Esimerkki Neuvoja'): Promise<string> {
    return this.house.shift(name);
  }

  /** Presses the wall's button, and waits until the call is open. */
  async press(roomId: string): Promise<void> {
    await this.house.press(roomId);
    await this.openCall(roomId);
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
    const shiftId = await this.colleague('Maija Mallikas');
    for (const { id, state } of await this.house.get<{ id: string; state: string }[]>('/calls')) {
      if (state === 'done') continue;
      if (state === 'open') await this.house.act('POST', `/calls/${id}/acknowledge`, { shiftId });
      await this.house.act('POST', `/calls/${id}/done`, { shiftId, reason: 'helped-in-room' });
    }
    const { shifts } = await this.house.liveState<{ shifts: { id: string }[] }>();
    for (const { id } of shifts) await this.house.act('DELETE', `/shifts/${id}`);
  }
}

/** Waits until the lamp of a room shows a pattern. */
export const lampIs = (house: House, roomId: string, lamp: string): Promise<void> =>
  eventually(async () => {
    if ((await house.simulated(roomId)).lamp !== lamp) throw new Error(`the lamp of ${roomId} is not ${lamp}`);
  });

/** Waits until the document camera of a room is in a state. */
export const cameraIs = (house: House, roomId: string, state: string): Promise<void> =>
  eventually(async () => {
    const camera = (await house.simulated(roomId)).documentCamera;
    if (camera.state !== state) throw new Error(`the camera of ${roomId} is ${camera.state}, not ${state}`);
  });

/** Puts the house right after a state that broke something on purpose. */
export async function mend(house: House): Promise<void> {
  if (!house.hub.isRunning) house.hub.start();
  await house.untilReady();
  for (const roomId of ['porvoo-1', 'imatra-1']) {
    if (!house.room(roomId).isRunning) await house.startRoom(roomId);
    await house.untilOnline(roomId);
    await house.simulate(roomId, 'document-camera', { mode: 'paper' });
  }
}
