import { watch } from 'node:fs';
import { join } from 'node:path';
import { roomIds } from './settings.mjs';
import { SupervisedChild } from './supervised-child.mjs';
import { LogFile } from './log-file.mjs';

/** Which children run what is built in these folders. */
const users = /** @type {const} */ ([
  ['protocol/dist', ['hub', ...roomIds]],
  ['gateway/dist', ['hub']],
  ['controller/dist', roomIds],
]);

/** Compilers write many files in one go: wait until it is quiet. */
const quietMs = 300;

/**
 * `npm run dev`: builds when a source file changes, and restarts whoever runs what was built. Pages only need a reload.
 */
export class Watching {
  /** @type {import('node:fs').FSWatcher[]} */
  #watchers = [];
  /** @type {SupervisedChild[]} */
  #compilers = [];
  /** @type {Set<string>} */
  #changed = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /**
   * @param {string} root
   * @param {import('./settings.mjs').Settings} settings
   * @param {import('./house.mjs').House} house
   * @param {import('./terminal.mjs').Terminal} terminal
   */
  constructor(root, settings, house, terminal) {
    this.root = root;
    this.settings = settings;
    this.house = house;
    this.terminal = terminal;
  }

  start() {
    const projects = ['protocol', 'controller', 'gateway', 'dashboard'];
    this.#compile('compiler', ['tsc', '-b', '--watch', '--preserveWatchOutput', ...projects], this.root);
    this.#compile('pages', ['vite', 'build', '--watch'], join(this.root, 'dashboard'));
    for (const [folder, names] of users) {
      this.#watchers.push(watch(join(this.root, folder), { recursive: true }, () => this.#onChange(names)));
    }
  }

  async stop() {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
    await Promise.all(this.#compilers.map((compiler) => compiler.stop()));
  }

  /**
   * @param {string} name
   * @param {[string, ...string[]]} command
   * @param {string} cwd
   */
  #compile(name, [program, ...parameters], cwd) {
    const log = new LogFile(this.settings.dataDir, name);
    const path = join(this.root, 'node_modules', '.bin', program);
    const plan = { name, command: /** @type {const} */ ([path, ...parameters]), env: process.env, cwd, log };
    const compiler = new SupervisedChild(
      { ...plan, whenOrphaned: 'TERM' },
      {
        line: (line) => {
          if (/\berror\b/i.test(line) && !/\b0 errors\b/.test(line)) this.terminal.bad(line.trim());
        },
        died: (how) => this.terminal.bad(`${name} ${how} (${log.path})`),
      },
    );
    this.#compilers.push(compiler);
    compiler.start();
  }

  /** @param {readonly string[]} names */
  #onChange(names) {
    for (const name of names) this.#changed.add(name);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changed = [...this.#changed];
      this.#changed.clear();
      this.terminal.note(`built again; restarting ${changed.join(', ')}`);
      void this.house.restart(changed);
    }, quietMs);
  }
}
