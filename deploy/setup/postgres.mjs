import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './ports.mjs';
import { endGroup, startGroup } from './process-group.mjs';
import { Stop } from './stop.mjs';

const run = promisify(execFile);
const installations = '/usr/lib/postgresql';

/**
 * A PostgreSQL of the tests' own, with an empty cluster in a temporary folder. Loopback only, on a free port; nothing of it
 * is left after `stop()`. Not durable (`fsync=off`) unless asked to be: it lives for one run.
 */
export class TemporaryPostgres {
  /** @param {{ isDurable?: boolean }} [wish] */
  constructor({ isDurable = false } = {}) {
    this.isDurable = isDurable;
  }

  /** @type {ReturnType<typeof startGroup> | undefined} */
  #server;
  /** @type {string | undefined} */
  #folder;

  /** @returns {Promise<string>} its address, with the password of a superuser */
  async start() {
    const bin = newestBin();
    const owner = await unprivilegedOwner();
    const folder = mkdtempSync(join(tmpdir(), 'etapiste-postgres-'));
    this.#folder = folder;
    const password = randomBytes(12).toString('hex');
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);

    const data = join(folder, 'data');
    const initdb = [
      '-D',
      data,
      '-U',
      'etapiste',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--no-locale',
      '-N',
    ];
    await run(join(bin, 'initdb'), initdb, { ...owner, cwd: folder });
    const port = await freePort();
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      `unix_socket_directories=${folder}`,
      `fsync=${this.isDurable ? 'on' : 'off'}`,
    ];
    const command = /** @type {const} */ ([join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])]);
    this.#server = startGroup(command, { ...owner, cwd: folder, whenOrphaned: 'QUIT' });
    await hasAccepted(this.#server);
    return `postgres://etapiste:${password}@127.0.0.1:${port}/postgres`;
  }

  async stop() {
    if (this.#server) {
      // SIGINT is its fast way down: it cuts connections instead of waiting for them.
      this.#server.kill('SIGINT');
      await endGroup(this.#server, 10_000);
    }
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }
}

function newestBin() {
  const versions = existsSync(installations) ? readdirSync(installations) : [];
  const [newest] = versions.toSorted((a, b) => Number(b) - Number(a));
  if (!newest) throw new Stop('PostgreSQL is not installed, and the tests need it: apt-get install postgresql');
  return join(installations, newest, 'bin');
}

/** PostgreSQL refuses to run as root: then the user of its Debian package runs it. */
async function unprivilegedOwner() {
  if (process.getuid?.() !== 0) return undefined;
  const number = async (/** @type {string} */ flag) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await number('-u'), gid: await number('-g') };
}

/**
 * @param {ReturnType<typeof startGroup>} server
 * @returns {Promise<void>} once it accepts connections
 */
const hasAccepted = (server) =>
  new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (text) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.stdout.resume();
    server.once('exit', () => reject(new Stop(`PostgreSQL did not start:\n${said}`)));
  });
