import { CameraHouse, cameraRoom } from './camera-house.mjs';
import { compared, quantile } from './figures.mjs';

const framesWithinMs = 30_000;
const offWithinMs = 10_000;
const words = { show: 'Näytä kuva', end: 'Lopeta', room: 'Huone' };

/**
 * The document camera: from the click to the first decoded frame, with the camera running and from off, and from a fault to the
 * first frame after it. Everything is measured inside the page that watches.
 */
export class Camera {
  /**
   * @param {import('playwright-core').Browser} browser
   * @param {{ joins: number, faults: number }} counts
   * @param {(line: string) => void} say
   */
  constructor(browser, counts, say) {
    this.browser = browser;
    this.counts = counts;
    this.say = say;
    this.house = new CameraHouse();
  }

  /** @returns {Promise<import('./figures.mjs').Result[]>} */
  async measure() {
    await this.house.start();
    try {
      const watcher = await this.#openPage();
      const fromOff = await this.#times('from off', this.counts.joins, async () => {
        const took = await firstFrameAfterClick(watcher);
        await endTest(watcher);
        await until(() => this.house.cameraIsOff(), offWithinMs);
        return took;
      });
      await firstFrameAfterClick(watcher);
      const joiner = await this.#openPage();
      const running = await this.#times('running', this.counts.joins, async () => {
        await joiner.bringToFront();
        const took = await firstFrameAfterClick(joiner);
        await endTest(joiner);
        return took;
      });
      await joiner.close();
      await watcher.bringToFront();
      const faults = (/** @type {string} */ name, /** @type {() => Promise<void>} */ fault) =>
        this.#times(name, this.counts.faults, async () => {
          // A new test each time: what dies again and again is started again ever later.
          await endTest(watcher);
          await firstFrameAfterClick(watcher);
          return recovery(watcher, fault);
        });
      const camera = await faults('camera killed', () => this.house.killCamera());
      const janus = await faults('Janus killed', () => this.house.replaceJanus());
      return [
        ...joinRows('click → first frame, camera running', running, 600),
        ...joinRows('click → first frame, camera off', fromOff, 1_300),
        compared('camera process killed → next frame, median', 'ms', quantile(camera, 0.5), null, { most: 3_000 }),
        compared('Janus killed and replaced → next frame, median', 'ms', quantile(janus, 0.5), null, { most: 6_000 }),
      ];
    } finally {
      await this.house.stop();
    }
  }

  /** An expert's page with the room chosen: the picture is one click away. */
  async #openPage() {
    const context = await this.browser.newContext({ baseURL: this.house.hubUrl, locale: 'fi-FI' });
    const page = await context.newPage();
    await page.addInitScript(watchFrames);
    await page.goto('/expert');
    await page.getByRole('combobox', { name: words.room }).click();
    await page.locator(`[value="${cameraRoom}"]`).first().click();
    return page;
  }

  /**
   * @param {string} name
   * @param {number} count
   * @param {() => Promise<number>} once
   */
  async #times(name, count, once) {
    const times = [];
    await once(); // Caches and just-in-time compilers are warm from here on.
    for (let n = 0; n < count; n++) times.push(await once());
    this.say(`document camera, ${name}: ${times.map(Math.round).join(', ')} ms`);
    return times;
  }
}

/**
 * @param {string} name
 * @param {readonly number[]} times
 * @param {number} most
 */
const joinRows = (name, times, most) => [
  compared(`${name}, median`, 'ms', quantile(times, 0.5), null, { most }),
  compared(`${name}, p95`, 'ms', quantile(times, 0.95), null),
];

/** @param {import('playwright-core').Page} page */
async function firstFrameAfterClick(page) {
  await page.evaluate(() => Reflect.set(globalThis, 'clickedAt', undefined));
  await page.getByRole('button', { name: words.show }).click();
  const took = await page.waitForFunction(
    () => {
      const { clickedAt, framesAt } = /** @type {PageMarks} */ (/** @type {unknown} */ (globalThis));
      const first = clickedAt === undefined ? undefined : framesAt.find((at) => at > clickedAt);
      return first === undefined || clickedAt === undefined ? 0 : first - clickedAt;
    },
    undefined,
    { timeout: framesWithinMs },
  );
  return took.jsonValue();
}

/** @param {import('playwright-core').Page} page */
async function endTest(page) {
  await page.getByRole('button', { name: words.end }).click();
  await page.getByRole('button', { name: words.show }).waitFor();
}

/**
 * From a fault to the end of the picture's longest stop after it.
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<void>} fault
 */
async function recovery(page, fault) {
  const brokenAt = await page.evaluate(() => performance.now());
  await fault();
  const found = await page.waitForFunction(
    (from) => {
      const { framesAt } = /** @type {PageMarks} */ (/** @type {unknown} */ (globalThis));
      const times = [from, ...framesAt.filter((at) => at > from)];
      const stops = times.slice(1).map((at, index) => ({ at, ms: at - (times[index] ?? at) }));
      const [longest] = stops.toSorted((a, b) => b.ms - a.ms);
      const isMoving = times.filter((at) => at > (longest?.at ?? at)).length > 30;
      return longest && longest.ms > 400 && isMoving ? longest.at : 0;
    },
    brokenAt,
    { timeout: framesWithinMs },
  );
  return (await found.jsonValue()) - brokenAt;
}

/**
 * @param {() => Promise<boolean>} holds
 * @param {number} withinMs
 */
async function until(holds, withinMs) {
  const late = AbortSignal.timeout(withinMs);
  while (!(await holds())) {
    late.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @typedef {{ clickedAt: number | undefined, framesAt: number[] }} PageMarks what `watchFrames` keeps in the page */

/** Runs in the page, before anything else of it: when somebody clicked, and when a frame was shown. */
function watchFrames() {
  /** @type {number[]} */
  const framesAt = [];
  Reflect.set(globalThis, 'framesAt', framesAt);
  addEventListener('click', () => Reflect.set(globalThis, 'clickedAt', performance.now()), true);
  /** @type {(this: HTMLVideoElement, callback: VideoFrameRequestCallback) => number} */
  const ask = Reflect.get(HTMLVideoElement.prototype, 'requestVideoFrameCallback');
  HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
    return ask.call(this, (now, metadata) => {
      framesAt.push(performance.now());
      callback(now, metadata);
    });
  };
}
