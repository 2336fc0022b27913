import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const patienceMs = 300_000;
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

/** @typedef {{ msg?: string, word?: string, call?: string, outcome?: string, simulate?: string }} Said a line of a controller's log */
/** @typedef {{ said: Said, atMs: number }} Heard and when it was read, by CLOCK_MONOTONIC */

/** A process that watches a button and speaks to the hub, and what it says: our controller, or the bare loop in the same words. */
export class Contestant {
  /** Of the page by which hands reach it, where it is its own button. */
  door = '';
  /** @type {Set<(heard: Heard) => void>} */
  #ears = new Set();
  /** @type {Promise<never>} */
  #ended;
  #child;

  /**
   * @param {readonly string[]} program for Node
   * @param {Record<string, string>} environment
   */
  constructor(program, environment) {
    const env = { ...process.env, ...environment };
    this.#child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#hear(line));
    this.#ended = once(this.#child, 'exit').then(() => {
      throw new Error(`${program[0]} has ended`);
    });
    this.#ended.catch(() => undefined); // Whoever waits for a word is told.
  }

  /**
   * The next line that is meant.
   * @param {(said: Said) => boolean} isMeant
   * @returns {Promise<Heard>}
   */
  async hears(isMeant) {
    const late = AbortSignal.timeout(patienceMs);
    /** @type {Promise<Heard>} */
    const heard = new Promise((resolve, reject) => {
      const listen = (/** @type {Heard} */ one) => {
        if (!isMeant(one.said)) return;
        this.#ears.delete(listen);
        resolve(one);
      };
      this.#ears.add(listen);
      late.addEventListener('abort', () => reject(new Error(`Nothing was heard that fits ${String(isMeant)}`)), { once: true });
    });
    return Promise.race([heard, this.#ended]);
  }

  async end() {
    const gone = this.#ended.catch(() => undefined);
    this.#child.kill();
    await gone;
  }

  /** @param {string} line */
  #hear(line) {
    const atMs = nowMs();
    /** @type {Said} */
    const said = JSON.parse(line);
    this.door = said.simulate ?? this.door;
    for (const listen of this.#ears) listen({ said, atMs });
  }
}
