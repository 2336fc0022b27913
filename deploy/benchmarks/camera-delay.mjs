import { setTimeout as wait } from 'node:timers/promises';
import { BarePicture } from './bare-picture/bare-picture.mjs';
import { pictures } from './camera-house.mjs';
import { CameraPart } from './camera-part.mjs';
import { compared, quantile } from './figures.mjs';
import { cpuMsOf, memoryMbOf } from './process-use.mjs';
import { watchTimecodes } from './timecode-watch.mjs';

/** Compilers are warm by then, and the browser has found out how much the frames' times scatter. */
const warmUpMs = 4_000;

/**
 * What one pipeline did with one picture, over all its blocks.
 * @typedef {object} Outcome
 * @property {number[]} delaysMs timecode → frame in the page
 * @property {number[]} framesPerSecond on the screen, by block
 * @property {number[]} cpuMs of the camera's process, a frame that reached the page, by block
 * @property {number[]} memoryMb of the camera's process, by block
 */

/**
 * Timecode → frame, and what the camera's process costs: ours and the bare pipeline in turns, block by block, on one Janus and
 * in one browser, so that whatever else this machine does meets them alike.
 */
export class CameraDelay extends CameraPart {
  /** @returns {Promise<import('./figures.mjs').Result[]>} */
  async measure() {
    const rows = [];
    for (const picture of pictures) {
      const [ours, bare] = [nothingYet(), nothingYet()];
      for (let block = 1; block <= this.counts.blocks; block++) {
        const kbps = await this.#ours(picture, ours);
        await this.#bare(picture, kbps, bare);
        const medians = [ours, bare].map(({ delaysMs }) => quantile(delaysMs.slice(-this.counts.frames), 0.5));
        this.say(`document camera, ${picture.name}, block ${block}/${this.counts.blocks}: ${medians.join(' and bare ')} ms`);
      }
      rows.push(...rowsOf(picture.name, ours, bare));
    }
    return rows;
  }

  /**
   * @param {import('./camera-house.mjs').Picture} picture
   * @param {Outcome} outcome
   * @returns {Promise<number>} kbit/s that the hub let it take
   */
  async #ours({ roomId }, outcome) {
    const expert = await this.expert(roomId);
    try {
      await expert.show();
      await this.#watch(expert.video, await this.house.cameraPid(roomId), outcome);
      const { kbps } = this.house;
      await expert.end();
      await this.house.untilCameraOff(roomId);
      return kbps;
    } finally {
      await expert.close();
    }
  }

  /**
   * @param {import('./camera-house.mjs').Picture} picture
   * @param {number} kbps
   * @param {Outcome} outcome
   */
  async #bare(picture, kbps, outcome) {
    const bare = await BarePicture.open(this.browser, this.house.janus, picture, kbps);
    try {
      await this.#watch(bare.video, /** @type {number} */ (bare.sender.pid), outcome);
    } finally {
      await bare.close();
    }
  }

  /**
   * @param {import('playwright-core').Locator} video
   * @param {number} pid of the camera's process
   * @param {Outcome} outcome
   */
  async #watch(video, pid, outcome) {
    await wait(warmUpMs);
    const cpuMs = cpuMsOf(pid);
    const { delaysMs, frames, framesPerSecond } = await watchTimecodes(video, this.counts.frames);
    outcome.delaysMs.push(...delaysMs);
    outcome.framesPerSecond.push(framesPerSecond);
    outcome.cpuMs.push((cpuMsOf(pid) - cpuMs) / frames);
    outcome.memoryMb.push(memoryMbOf(pid));
  }
}

/**
 * What was promised (DESIGN §10 and the targets of the document camera): at most 1.1 times the bare pipeline's median and 1.2
 * times its p95; the camera's process ≤ 150 MB.
 * @param {string} name of the picture
 * @param {Outcome} ours
 * @param {Outcome} bare
 */
const rowsOf = (name, ours, bare) => [
  compared(`timecode → frame, ${name}, median`, 'ms', quantile(ours.delaysMs, 0.5), quantile(bare.delaysMs, 0.5), { ratio: 1.1 }),
  compared(`timecode → frame, ${name}, p95`, 'ms', quantile(ours.delaysMs, 0.95), quantile(bare.delaysMs, 0.95), { ratio: 1.2 }),
  compared(`frames on the screen, ${name}`, '1/s', quantile(ours.framesPerSecond, 0.5), quantile(bare.framesPerSecond, 0.5)),
  compared(`camera process, ${name}, processor time a frame`, 'ms', quantile(ours.cpuMs, 0.5), quantile(bare.cpuMs, 0.5)),
  compared(`camera process, ${name}, memory at most`, 'MB', Math.max(...ours.memoryMb), Math.max(...bare.memoryMb), {
    most: 150,
  }),
];

/** @returns {Outcome} */
const nothingYet = () => ({ delaysMs: [], framesPerSecond: [], cpuMs: [], memoryMb: [] });
