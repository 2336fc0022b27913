import { pictures } from './camera-house.mjs';
import { ExpertPage } from './expert-page.mjs';
import { compared, quantile } from './figures.mjs';

const [{ roomId }] = pictures;
/** Keyframes come at most each second or two (controller/src/camera/keyframes.ts): joins in a row would measure that. */
const apartMs = 3_000;

/** From an expert's click to the first frame: of a camera that is off, and of one that somebody else watches already. */
export class CameraJoins {
  /**
   * @param {import('playwright-core').Browser} browser
   * @param {import('./camera-house.mjs').CameraHouse} house
   * @param {{ joins: number }} counts
   * @param {(line: string) => void} say
   */
  constructor(browser, house, counts, say) {
    this.browser = browser;
    this.house = house;
    this.counts = counts;
    this.say = say;
  }

  /** @returns {Promise<import('./figures.mjs').Result[]>} */
  async measure() {
    const joiner = await ExpertPage.open(this.browser, this.house.url, roomId);
    const fromOff = await this.#times('off', joiner, () => this.house.untilCameraOff(roomId));
    const watcher = await ExpertPage.open(this.browser, this.house.url, roomId);
    await watcher.show();
    await joiner.page.bringToFront();
    const running = await this.#times('running', joiner, () => new Promise((resolve) => setTimeout(resolve, apartMs)));
    await watcher.end();
    await this.house.untilCameraOff(roomId);
    await watcher.close();
    await joiner.close();
    return [...rowsOf('running', running, 600), ...rowsOf('off', fromOff, 1_300)];
  }

  /**
   * @param {string} name
   * @param {ExpertPage} joiner
   * @param {() => Promise<void>} between
   */
  async #times(name, joiner, between) {
    const times = [];
    for (let n = 0; n <= this.counts.joins; n++) {
      times.push(await joiner.show());
      await joiner.end();
      await between();
    }
    // Caches and just-in-time compilers are warm from the second on.
    const warm = times.slice(1);
    this.say(`document camera, click → first frame, camera ${name}: ${warm.map(Math.round).join(', ')} ms`);
    return warm;
  }
}

/**
 * @param {string} name
 * @param {readonly number[]} times
 * @param {number} most
 */
const rowsOf = (name, times, most) => [
  compared(`click → first frame, camera ${name}, median`, 'ms', quantile(times, 0.5), null, { most }),
  compared(`click → first frame, camera ${name}, p95`, 'ms', quantile(times, 0.95), null),
];
