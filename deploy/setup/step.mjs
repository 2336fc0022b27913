import { createInterface } from 'node:readline';
import { endGroup, startGroup } from './process-group.mjs';
import { Stop } from './stop.mjs';

/**
 * One program that is run to its end: an installer or a build.
 * @typedef {object} Step
 * @property {string} title what is being done, in words
 * @property {readonly [string, ...string[]]} command
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [mayNotBeCut] a stop waits until it is through (dpkg must not be cut in half)
 */

/**
 * Runs the steps of a set-up, says what is going on, and can be stopped at any moment.
 */
export class Steps {
  #stopping = new AbortController();
  #runsUncuttable = false;

  /**
   * @param {import('./terminal.mjs').Terminal} terminal
   * @param {(name: string) => import('./log-file.mjs').LogFile} openLog
   */
  constructor(terminal, openLog) {
    this.terminal = terminal;
    this.openLog = openLog;
  }

  /** Whether the person asked us to stop. */
  get isStopping() {
    return this.#stopping.signal.aborted;
  }

  stop() {
    this.#stopping.abort();
    if (this.#runsUncuttable) this.terminal.note('Stopping after this step, which must not be cut in half …');
  }

  /**
   * @param {() => void} act done at once when the person asks us to stop
   * @returns {() => void} takes the wish back
   */
  onStop(act) {
    const { signal } = this.#stopping;
    signal.addEventListener('abort', act, { once: true });
    return () => signal.removeEventListener('abort', act);
  }

  /**
   * @param {string} name of its log file
   * @param {Step} step
   * @throws {StepFailed} when the program fails
   */
  async run(name, step) {
    this.refuseWhenStopping();
    const log = this.openLog(name);
    log.open();
    this.terminal.note(`${step.title} …`);
    const startedAt = performance.now();
    const elapsed = () => `${Math.round((performance.now() - startedAt) / 1_000)} s`;
    const progress = setInterval(() => this.terminal.note(`${step.title} … ${elapsed()}`), 20_000);
    try {
      const how = await this.#runToEnd(step, log);
      if (how !== undefined && !this.isStopping) throw new StepFailed(step.title, how, log);
      this.refuseWhenStopping();
      this.terminal.done(`${step.title} (${elapsed()})`);
    } finally {
      clearInterval(progress);
      log.close();
    }
  }

  refuseWhenStopping() {
    if (this.isStopping) throw new Stopped();
  }

  /**
   * @param {Step} step
   * @param {import('./log-file.mjs').LogFile} log
   * @returns {Promise<string | undefined>} how it failed
   */
  async #runToEnd({ command, cwd, env, mayNotBeCut = false }, log) {
    const child = startGroup(command, { cwd, ...(env && { env }) });
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => log.write(line));
    }
    const release = mayNotBeCut ? () => {} : this.onStop(() => void endGroup(child, 5_000));
    this.#runsUncuttable = mayNotBeCut;
    try {
      return await new Promise((resolve) => {
        child.once('error', (error) => resolve(error.message));
        // 'close' comes after the last line of output; a failed step shows it.
        child.once('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `code ${code}`)));
      });
    } finally {
      this.#runsUncuttable = false;
      release();
    }
  }
}

/** The person stopped us half-way. Not a failure. */
export class Stopped extends Error {}

/** A step's program failed. Carries its last lines for the one who can make sense of them. */
export class StepFailed extends Stop {
  /**
   * @param {string} title
   * @param {string} how
   * @param {import('./log-file.mjs').LogFile} log
   */
  constructor(title, how, log) {
    super(`${title} failed (${how}). The last lines of ${log.path}:\n${log.tail}`);
    this.tail = log.tail;
  }
}
