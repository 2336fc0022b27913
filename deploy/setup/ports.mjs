import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { Stop } from './stop.mjs';

/**
 * A TCP port that the demo is about to use on 127.0.0.1.
 * @typedef {object} WantedPort
 * @property {number} port
 * @property {string} use what for, in words
 * @property {string} variable the environment variable that moves it
 */

/**
 * @param {readonly WantedPort[]} wanted
 * @throws {Stop} naming every taken port, who holds it, and the variable to change
 */
export async function checkPorts(wanted) {
  const taken = [];
  for (const want of wanted) if (!(await isFree(want.port))) taken.push(want);
  if (taken.length === 0) return;
  const sentences = taken.map(
    async ({ port, use, variable }) => `Port ${port} (${use}) is taken by ${await holderOf(port)}: end it, or set ${variable}.`,
  );
  throw new Stop((await Promise.all(sentences)).join('\n    '));
}

/** @param {number} port */
const isFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });

/**
 * `ss` names only processes that we may look at; others are somebody else's.
 * @param {number} port
 */
async function holderOf(port) {
  try {
    const { stdout } = await promisify(execFile)('ss', ['-Hltnp', `sport = :${port}`]);
    const [, name, pid] = /users:\(\("([^"]+)",pid=(\d+)/.exec(stdout) ?? [];
    return name ? `${name} (process ${pid})` : 'another program, perhaps one of another user';
  } catch {
    return 'another program'; // Without `ss` nobody can say who.
  }
}

/**
 * A free TCP port of 127.0.0.1, for programs that cannot choose one themselves. It stays free while its program is killed and
 * started again: it lies below those that the kernel takes for outgoing connections (32768 and up, ip(7)).
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    if (await isFree(port)) return port;
  }
}
