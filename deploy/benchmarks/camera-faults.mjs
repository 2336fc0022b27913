import { setTimeout as wait } from 'node:timers/promises';
import { pictures } from './camera-house.mjs';
import { CameraPart } from './camera-part.mjs';
import { compared, quantile } from './figures.mjs';

const [{ roomId }] = pictures;
/** A room that is cut off goes on filming for its lease of 15 s, and not longer (DESIGN §6). */
const shortCutMs = 5_000;
const afterLeaseMs = 16_000;

/**
 * One thing that breaks. What `before` does is over when the clock starts; the picture has to come back after `happen`.
 * @typedef {object} Fault
 * @property {string} name
 * @property {() => Promise<unknown>} [before]
 * @property {() => Promise<unknown>} happen
 * @property {number} mostMs
 */

/** From a fault, or from its end where a person ends it, to the picture that moves again; every time in a picture just begun. */
export class CameraFaults extends CameraPart {
  /** @returns {Promise<import('./figures.mjs').Result[]>} */
  async measure() {
    const rows = [];
    for (const { name, before, happen, mostMs } of this.#faults) {
      const times = await this.#times(name, async (watcher) => {
        await before?.();
        return watcher.recovery(happen);
      });
      rows.push(compared(`${name} → next frame, median`, 'ms', quantile(times, 0.5), null, { most: mostMs }));
    }
    const gaps = await this.#times('hub killed and replaced, longest gap', (watcher) =>
      watcher.longestGap(() => Promise.all([this.house.replaceHub(), wait(afterLeaseMs)])),
    );
    // More than 1.5 s without a frame, and the page covers the picture.
    rows.push(compared('hub killed and replaced, longest gap between frames', 'ms', Math.max(...gaps), null, { most: 1_500 }));
    return rows;
  }

  /** @returns {Fault[]} */
  get #faults() {
    const { house } = this;
    const signalCamera = async (/** @type {NodeJS.Signals} */ signal) => process.kill(await house.cameraPid(roomId), signal);
    const cutOff = () => house.setLine(roomId, 'cut');
    const untilOff = () => house.untilCameraOff(roomId);
    const lineBack = () => house.setLine(roomId, 'ok');
    return [
      { name: 'camera process killed', happen: () => signalCamera('SIGKILL'), mostMs: 3_000 },
      { name: 'camera process hung', happen: () => signalCamera('SIGSTOP'), mostMs: 3_000 },
      { name: 'Janus killed and replaced', happen: () => house.replaceJanus(), mostMs: 6_000 },
      { name: 'controller killed and replaced', happen: () => house.replaceController(roomId), mostMs: 3_000 },
      {
        name: 'room cut off for 5 s, line back',
        before: () => cutOff().then(() => wait(shortCutMs)),
        happen: lineBack,
        mostMs: 3_000,
      },
      {
        name: 'room cut off longer than its lease, line back',
        before: () => cutOff().then(untilOff),
        happen: lineBack,
        mostMs: 3_000,
      },
      {
        name: 'hub away until the lease lapsed, replaced',
        before: () => house.hub.kill().then(untilOff),
        happen: () => house.startHubAgain(),
        mostMs: 3_000,
      },
    ];
  }

  /**
   * Each time a new test in a new page: what fails again and again is started again ever later.
   * @param {string} name
   * @param {(watcher: import('./expert-page.mjs').ExpertPage) => Promise<number>} once
   */
  async #times(name, once) {
    const times = [];
    for (let n = 0; n < this.counts.faults; n++) {
      const watcher = await this.expert(roomId);
      await watcher.show();
      times.push(await once(watcher));
      await watcher.end();
      await this.house.untilCameraOff(roomId);
      await watcher.close();
    }
    this.say(`document camera, ${name}: ${times.map(Math.round).join(', ')} ms`);
    return times;
  }
}
