// Installs zigbee2mqtt beside its package.json, once, in the versions of its own lock: `node controller/rigs/zigbee/install.mjs`.
// On demand and not with everything else, because only these tests need its 81 MB. No scripts are run: what they would compile is for
// serial ports and syslog, which a simulated radio does not have.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('.', import.meta.url));

/** npm writes its own list of what is installed at the very end, so an installation that was cut short has none. */
function isInstalled() {
  const list = new URL('node_modules/.package-lock.json', import.meta.url);
  const versionIn = (/** @type {URL} */ file) =>
    JSON.parse(readFileSync(file, 'utf8')).packages['node_modules/zigbee2mqtt']?.version;
  return existsSync(list) && versionIn(list) === versionIn(new URL('package-lock.json', import.meta.url));
}

/** @throws {Error} with npm's own words */
export async function installZigbee2mqtt() {
  if (isInstalled()) return;
  await run('npm', ['install', '--no-save', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await installZigbee2mqtt();
