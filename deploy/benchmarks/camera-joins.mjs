import { setTimeout as wait } from 'node:timers/promises';
import { pictures } from './camera-house.mjs';
import { CameraPart } from './camera-part.mjs';
import { compared, quantile } from './figures.mjs';

const [{ roomId }] = pictures;
/** Keyframes that are asked for are kept apart (controller/src/camera/rate-plan.ts): joins in a row would measure that. */
const apartMs = 3_000;

/** From an expert's click to the first frame: of a camera that is off, and of one that somebody else watches already. */
export class CameraJoins extends CameraPart {
  /** @returns {Promise<import('./figures.mjs').Result[]>} */
  async measure() {
    const joiner = await this.expert(roomId);
    const fromOff = await this.#times('off', joiner, () => this.house.untilCameraOff(roomId));
    const watcher = await this.expert(roomId);
    await watcher.show();
    await joiner.page.bringToFront();
    const running = await this.#times('running', joiner, () => wait(apartMs));
    await watcher.end();
    await this.house.untilCameraOff(roomId);
    await watcher.close();
    await joiner.close();
    return [...rowsOf('running', running, 600), ...rowsOf('off', fromOff, 1_300)];
  }

  /**
   * @param {string} name
   * @param {import('./expert-page.mjs').ExpertPage} joiner
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
