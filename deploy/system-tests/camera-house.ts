import { spawnSync } from 'node:child_process';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { eventually } from '../setup/eventually.mjs';
import { enter, openContext } from './browser.js';
import { House, type HousePlan } from './house.js';
import { MediaLine, mediaLineHost } from './media-line.js';
import type { Program } from './program.js';

/** The room whose document camera is watched, and what the expert's page calls it. */
export const cameraRoom = 'porvoo-1';
const roomName = 'Porvoo-info, huone 1';
const viewer = 'document-camera-view';

/**
 * A house with a real Janus, a line between its rooms and Janus that tests can spoil, and an expert's page. Frames are judged by
 * the page, and by the timecode that is drawn into each of them.
 */
export class CameraHouse {
  private constructor(
    readonly house: House,
    readonly line: MediaLine,
    readonly expert: BrowserContext,
    readonly page: Page,
  ) {}

  static async build(browser: Browser, plan: HousePlan = {}): Promise<CameraHouse> {
    const house = await House.build({ ...plan, hasVideo: true, mediaHost: mediaLineHost });
    const line = await MediaLine.open(house.mediaPorts);
    const expert = await openContext(browser, house.url, []);
    return new CameraHouse(house, line, expert, await expert.newPage());
  }

  /** Starts the hub and these rooms, and signs the expert in. */
  async start(...roomIds: readonly string[]): Promise<void> {
    await this.house.start(...roomIds);
    await enter(this.expert, this.house.url);
  }

  async remove(): Promise<void> {
    await this.expert.close();
    await this.house.remove();
    this.line.close();
  }

  get janus(): Program {
    return this.house.janus as Program;
  }

  get view(): Locator {
    return this.page.locator(viewer);
  }

  /** The expert chooses the room and asks for the picture, by the words on the page. */
  async show(on = this.page): Promise<void> {
    await this.choose(on);
    await on.getByRole('button', { name: 'Näytä kuva' }).click();
    await this.untilPicture('live', on);
  }

  /** The expert's page with the room chosen; the picture is one click away. */
  async choose(on = this.page): Promise<void> {
    await on.goto('/expert');
    await on.getByRole('combobox', { name: 'Huone' }).click();
    await on.getByRole('option', { name: roomName }).click();
  }

  untilPicture(state: 'live' | 'covered', on = this.page): Promise<void> {
    return eventually(async () => {
      const now = await on.locator(viewer).getAttribute('data-state');
      if (now !== state) throw new Error(`the picture is ${now}, not ${state}`);
    });
  }

  async frames(): Promise<number> {
    return Number(await this.view.getAttribute('data-frames'));
  }

  async cameraState(): Promise<string> {
    return (await this.house.simulated(cameraRoom)).documentCamera.state;
  }

  /** The one child of the room's controller. */
  get cameraPid(): number {
    const [pid] = this.cameraPids;
    if (pid === undefined) throw new Error('no camera process');
    return pid;
  }

  /** Processes of the room's camera: one while it films, none while nobody needs it. */
  get cameraPids(): number[] {
    const parent = String(this.house.room(cameraRoom).pid);
    const { stdout } = spawnSync('pgrep', ['-P', parent], { encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean).map(Number);
  }

  /** Reads the time out of the picture: milliseconds modulo 65,536, or null when the check is wrong. */
  timecode(): Promise<number | null> {
    return this.view.locator('video').evaluate((video: HTMLVideoElement) => {
      const { videoWidth: width, videoHeight: height } = video;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(video, 0, 0);
      let code = 0;
      for (let block = 0; block < 24; block++) {
        const x = width / 5 + ((block + 0.5) * width) / 40;
        code = code * 2 + ((context.getImageData(x, height / 72, 1, 1).data[0] ?? 0) > 128 ? 1 : 0);
      }
      const time = code >> 8;
      const check = ((time >> 8) ^ (time & 0xff) ^ 0x5a) & 0xff;
      return check === (code & 0xff) ? time : null;
    });
  }

  /** The picture moves and is of now: two frames with different times, the later made a moment ago by this machine's clock. */
  async untilMoving(): Promise<void> {
    await this.untilPicture('live');
    const read = () =>
      eventually(async () => {
        const time = await this.timecode();
        if (time === null) throw new Error('no timecode in this frame');
        return time;
      });
    const first = await read();
    await eventually(async () => {
      const later = await read();
      if (later === first) throw new Error('the picture stands still');
      const ageMs = (((Date.now() - later) % 65_536) + 65_536) % 65_536;
      if (ageMs > 5_000) throw new Error(`the picture is ${ageMs} ms old`);
    });
  }

  /** More frames than there were: the page decodes. */
  async untilMoreFrames(many = 30): Promise<void> {
    const before = await this.frames();
    await eventually(async () => {
      if ((await this.frames()) <= before + many) throw new Error('no new frames');
    });
  }

  /** Ids of all mountpoints that the house has had: each has a key and a pin of its own (derived from the id). */
  get mountpoints(): string[] {
    const rows = this.house.query<{ mountpointId: string }>('SELECT "mountpointId" FROM "announced_test" ORDER BY "startedAt"');
    return rows.map(({ mountpointId }) => mountpointId);
  }

  /** Seats by which somebody may look at a picture now. */
  get openSeats(): number {
    return this.house.query('SELECT "hash" FROM "seat" WHERE "revokedAt" IS NULL').length;
  }

  /**
   * Lets something happen to a running picture and waits until frames of a new source have come.
   * @returns milliseconds from the end of `fault`, when what was broken is broken no more, or somebody must notice by himself, to
   * the first frame after the picture's longest stop
   */
  async recovery(fault: () => unknown): Promise<number> {
    const sources = this.line.sources.length;
    await this.view.evaluate((view) => {
      const at: number[] = [];
      Reflect.set(view, 'framesAt', at);
      new MutationObserver(() => at.push(Date.now())).observe(view, { attributeFilter: ['data-frames'] });
    });
    await fault();
    const mendedAt = Date.now();
    await eventually(() => {
      if (this.line.sources.length <= sources) throw new Error('no new source');
    });
    await this.untilMoreFrames();
    await this.untilMoving();
    const framesAt: number[] = await this.view.evaluate((view) => Reflect.get(view, 'framesAt'));
    const times = [mendedAt, ...framesAt.filter((at) => at > mendedAt)];
    const gaps = times.slice(1).map((at, index) => ({ at, gap: at - (times[index] as number) }));
    return (gaps.toSorted((a, b) => b.gap - a.gap)[0]?.at ?? Number.NaN) - mendedAt;
  }
}
