import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stop } from './stop.mjs';

const password = () => randomBytes(24).toString('base64url');

const janusSecrets = () =>
  JSON.stringify({
    apiSecret: password(),
    tokenSecret: password(),
    adminSecret: password(),
    streamingAdminKey: password(),
    videoroomAdminKey: password(),
  });

/**
 * Makes every secret that the demo needs and that is not there yet, below `<dataDir>/secrets`; an existing one is never
 * changed. Files are 0600, folders 0700.
 * @param {string} dataDir
 * @param {readonly string[]} roomIds
 * @returns {{ made: number, janus: import('../janus/config.mjs').JanusSecrets }}
 * @throws {Stop} when a secret is there but empty or broken
 */
export function ensureSecrets(dataDir, roomIds) {
  const at = (/** @type {string[]} */ ...names) => join(dataDir, 'secrets', ...names);
  const made = [
    ...roomIds.map((roomId) => make(at('rooms', `${roomId}.password`), password)),
    make(at('hub.password'), password),
    make(at('media.key'), () => randomBytes(32).toString('base64')),
    make(at('janus.json'), janusSecrets),
  ];
  return { made: made.filter(Boolean).length, janus: readJanusSecrets(at('janus.json')) };
}

/**
 * @param {string} path
 * @param {() => string} invent
 * @returns {boolean} whether it had to be made
 */
function make(path, invent) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  chmodSync(dirname(path), 0o700);
  const draft = `${path}.${process.pid}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(file, `${invent()}\n`);
    fsyncSync(file);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    refuseEmpty(path);
    return false;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
}

/** @param {string} path */
function refuseEmpty(path) {
  chmodSync(path, 0o600);
  if (readFileSync(path, 'utf8').trim() === '') throw damaged(path);
}

/**
 * @param {string} path
 * @returns {import('../janus/config.mjs').JanusSecrets}
 */
function readJanusSecrets(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw damaged(path);
  }
}

const damaged = (/** @type {string} */ path) =>
  new Stop(`The secret ${path} is damaged: bring it back from a copy, or delete it and a new one is made at the next start.`);
