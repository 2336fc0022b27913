import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The log of one program in the data folder. The one of the start before is kept as `<name>.log.1`. */
export class LogFile {
  /** @type {number | undefined} */
  #file;
  /** @type {string[]} */
  #tail = [];

  /**
   * @param {string} dataDir
   * @param {string} name
   */
  constructor(dataDir, name) {
    this.folder = join(dataDir, 'logs');
    this.path = join(this.folder, `${name}.log`);
  }

  open() {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    if (existsSync(this.path)) renameSync(this.path, `${this.path}.1`);
    this.#file = openSync(this.path, 'a', 0o600);
  }

  /** @param {string} line */
  write(line) {
    this.#tail = [...this.#tail, line].slice(-15);
    if (this.#file !== undefined) writeSync(this.#file, `${line}\n`);
  }

  /** The last lines, for a person who has to know what went wrong. */
  get tail() {
    return this.#tail.join('\n');
  }

  close() {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
