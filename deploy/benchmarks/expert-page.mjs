import { demoPeople, signIn } from '../setup/demo-sign-in.mjs';

const framesWithinMs = 60_000;
/** A picture that is back goes on for so many frames; a single one may be the black that a browser draws for an ended track. */
const framesOfLife = 30;
/** Frames of a picture that runs are never so far apart; those of one that was broken are. */
const stopMs = 250;
const words = { show: 'Näytä kuva', end: 'Lopeta', room: 'Huone' };

/** An expert's page that looks at a room's document camera. All times are taken inside the page. */
export class ExpertPage {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  /**
   * Signed in, and with the room chosen: the picture is one click away.
   * @param {import('playwright-core').Browser} browser
   * @param {string} baseURL
   * @param {string} roomId
   */
  static async open(browser, baseURL, roomId) {
    const context = await browser.newContext({ baseURL, locale: 'fi-FI' });
    await context.addCookies((await signIn(baseURL, demoPeople.expert)).cookies);
    const page = await context.newPage();
    await page.addInitScript(watchFrames);
    await page.goto('/expert');
    await page.getByRole('combobox', { name: words.room }).click();
    await page.locator(`[value="${roomId}"]`).first().click();
    return new ExpertPage(page);
  }

  /** @returns {Promise<number>} milliseconds from the click to the first frame after it */
  async show() {
    await this.page.evaluate(() => Reflect.set(globalThis, 'clickedAt', undefined));
    await this.page.getByRole('button', { name: words.show }).click();
    const took = await this.page.waitForFunction(
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

  async end() {
    await this.page.getByRole('button', { name: words.end }).click();
    await this.page.getByRole('button', { name: words.show }).waitFor();
  }

  async close() {
    await this.page.context().close();
  }

  get video() {
    return this.page.locator('document-camera-view video');
  }

  /**
   * Lets something happen to a picture that stops by it, or has stopped before.
   * @param {() => Promise<unknown>} happen
   * @returns {Promise<number>} milliseconds from then to the first frame of the picture that is back
   */
  async recovery(happen) {
    const from = await this.#now();
    await happen();
    const found = await this.page.waitForFunction(
      ([since, stop, life]) => {
        const { framesAt } = /** @type {PageMarks} */ (/** @type {unknown} */ (globalThis));
        const isStop = (/** @type {number} */ index) => (framesAt[index] ?? 0) - (framesAt[index - 1] ?? 0) > stop;
        const isBack = (/** @type {number} */ at, /** @type {number} */ index) =>
          at > since &&
          isStop(index) &&
          index + life < framesAt.length &&
          !Array.from({ length: life }, (_, n) => index + 1 + n).some(isStop);
        const back = framesAt.find(isBack);
        return back === undefined ? 0 : back - since;
      },
      /** @type {const} */ ([from, stopMs, framesOfLife]),
      { timeout: framesWithinMs },
    );
    return found.jsonValue();
  }

  /**
   * The picture's longest stop while something happens that should not stop it.
   * @param {() => Promise<unknown>} happen
   * @returns {Promise<number>} milliseconds between two frames
   */
  async longestGap(happen) {
    const from = await this.#now();
    await happen();
    return this.page.evaluate((since) => {
      const { framesAt } = /** @type {PageMarks} */ (/** @type {unknown} */ (globalThis));
      const times = [...framesAt.filter((at) => at > since), performance.now()];
      return Math.max(...times.map((at, index) => at - (times[index - 1] ?? since)));
    }, from);
  }

  #now() {
    return this.page.evaluate(() => performance.now());
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
