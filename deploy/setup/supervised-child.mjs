import { createInterface } from 'node:readline';
import { endGroup, startGroup } from './process-group.mjs';

/**
 * One program of the house: the hub, Janus, or a room. When it dies it is started again after a pause that doubles each
 * time, and is short again once it has lived through `calmMs`.
 *
 * @typedef {object} ChildPlan
 * @property {string} name
 * @property {readonly [string, ...string[]]} command
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cwd
 * @property {'TERM' | 'KILL'} whenOrphaned what the kernel sends it when we are killed
 * @property {import('./log-file.mjs').LogFile} log
 *
 * @typedef {object} ChildTimes
 * @property {number} firstPauseMs
 * @property {number} longestPauseMs
 * @property {number} calmMs
 * @property {number} graceMs how long it may take to stop by itself
 *
 * @typedef {object} ChildEvents
 * @property {(line: string) => void} line something it said
 * @property {(how: string, pauseMs: number) => void} died it ended without being asked, and is started again after the pause
 */

/** @type {ChildTimes} */
export const defaultTimes = { firstPauseMs: 1_000, longestPauseMs: 30_000, calmMs: 60_000, graceMs: 8_000 };

export class SupervisedChild {
  /** @type {ReturnType<typeof startGroup> | undefined} */
  #child;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #isWanted = false;
  #startedAt = 0;
  #deathsInARow = 0;

  /**
   * @param {ChildPlan} plan
   * @param {ChildEvents} events
   * @param {ChildTimes} [times]
   */
  constructor(plan, events, times = defaultTimes) {
    this.plan = plan;
    this.events = events;
    this.times = times;
  }

  /** How often it died since it was last calm. */
  get deathsInARow() {
    return this.#deathsInARow;
  }

  get pid() {
    return this.#child?.pid;
  }

  start() {
    this.plan.log.open();
    this.#isWanted = true;
    this.#spawn();
  }

  /** Ends it and starts it anew: its program has been built again. */
  async restart() {
    if (!this.#isWanted) return;
    await this.#end();
    if (this.#isWanted) this.#spawn();
  }

  /** Ends it with everything it started. Resolves when nothing of it is left. */
  async stop() {
    this.#isWanted = false;
    await this.#end();
    this.plan.log.close();
  }

  async #end() {
    clearTimeout(this.#timer);
    const child = this.#child;
    this.#child = undefined;
    if (child) await endGroup(child, this.times.graceMs);
  }

  #spawn() {
    const { command, cwd, env, whenOrphaned } = this.plan;
    const child = startGroup(command, { cwd, env, whenOrphaned });
    this.#child = child;
    this.#startedAt = performance.now();
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        this.plan.log.write(line);
        this.events.line(line);
      });
    }
    child.once('error', (error) => this.#onDeath(child, error.message));
    child.once('exit', (code, signal) => this.#onDeath(child, signal ? `ended by ${signal}` : `ended with code ${code}`));
  }

  /**
   * @param {ReturnType<typeof startGroup>} child
   * @param {string} how
   */
  #onDeath(child, how) {
    if (child !== this.#child) return;
    this.#child = undefined;
    // What it started itself, a camera for instance, must not outlive it.
    void endGroup(child, 0);
    const wasCalm = performance.now() - this.#startedAt > this.times.calmMs;
    this.#deathsInARow = wasCalm ? 1 : this.#deathsInARow + 1;
    const pauseMs = Math.min(this.times.firstPauseMs * 2 ** (this.#deathsInARow - 1), this.times.longestPauseMs);
    this.events.died(how, pauseMs);
    this.#timer = setTimeout(() => this.#spawn(), pauseMs);
  }
}
