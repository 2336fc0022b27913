import { createInterface } from 'node:readline';
import { endGroup, startGroup } from '../setup/process-group.mjs';
import { memoryMbOf } from './process-use.mjs';

const readyWithinMs = 60_000;
const graceMs = 8_000;

/** One program of the benchmark, started once and ended with everything it started. */
export class Program {
  /** @type {ReturnType<typeof startGroup> | undefined} */
  #child;
  /** @type {string[]} the last things it said */
  #tail = [];
  /** @type {Set<(line: string) => void>} */
  #listeners = new Set();

  /**
   * @param {string} name
   * @param {readonly [string, ...string[]]} command
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [place]
   */
  constructor(name, command, { cwd, env } = {}) {
    this.name = name;
    this.command = command;
    this.place = { ...(cwd && { cwd }), env: { ...process.env, ...env } };
  }

  /**
   * Starts it and waits until it says so, or until a question is answered.
   * @param {RegExp | (() => Promise<boolean>)} ready a line that it prints, or a question to ask again and again
   * @param {number} [withinMs]
   * @returns {Promise<string>} the line that it printed
   */
  async start(ready, withinMs = readyWithinMs) {
    const child = startGroup(this.command, this.place);
    this.#child = child;
    for (const output of [child.stdout, child.stderr])
      createInterface({ input: output }).on('line', (line) => this.#onLine(line));
    /** @type {Promise<never>} */
    const died = new Promise((_resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => reject(this.#trouble(`ended (${signal ?? code})`)));
    });
    const late = AbortSignal.timeout(withinMs);
    const said = await Promise.race([died, ready instanceof RegExp ? this.said(ready, late) : answered(ready, late)]).catch(
      async (error) => {
        await this.stop();
        throw late.aborted ? this.#trouble('was not ready in time') : error;
      },
    );
    died.catch(() => undefined); // Later deaths show as presses that nobody saw.
    return said;
  }

  /**
   * The next line of its output that fits.
   * @param {RegExp} pattern
   * @param {AbortSignal} signal
   * @returns {Promise<string>}
   */
  said(pattern, signal) {
    return new Promise((resolve, reject) => {
      const listen = (/** @type {string} */ line) => {
        if (!pattern.test(line)) return;
        this.#listeners.delete(listen);
        resolve(line);
      };
      this.#listeners.add(listen);
      signal.addEventListener('abort', () => reject(this.#trouble(`never said ${pattern}`)), { once: true });
    });
  }

  get memoryMb() {
    return memoryMbOf(this.#child?.pid);
  }

  /** @returns {number | undefined} of the process that it is, while it runs */
  get pid() {
    return this.#child?.pid;
  }

  /** Ends it as a power cut would. */
  async kill() {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async stop() {
    const child = this.#child;
    this.#child = undefined;
    if (child) await endGroup(child, graceMs);
  }

  /** @param {string} line */
  #onLine(line) {
    this.#tail = [...this.#tail, line].slice(-15);
    for (const listen of this.#listeners) listen(line);
  }

  /** @param {string} what */
  #trouble(what) {
    return new Error(`${this.name} ${what}. Its last lines:\n${this.#tail.join('\n')}`);
  }
}

/**
 * @param {() => Promise<boolean>} question
 * @param {AbortSignal} signal
 */
async function answered(question, signal) {
  while (!signal.aborted && !(await question())) await new Promise((resolve) => setTimeout(resolve, 100));
  return '';
}

/**
 * Whether an address answers well.
 * @param {string} url
 */
export const answers = (url) =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
