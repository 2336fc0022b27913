import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StepFailed } from './step.mjs';
import { Stop } from './stop.mjs';

const run = promisify(execFile);
const cameraAddon = 'gstreamer-superficial';

/**
 * Installs npm packages when `package-lock.json` and what is installed differ, and builds the camera addon when it could not
 * be built before (no GStreamer then, or another Node). A second start installs nothing.
 * @param {import('./step.mjs').Steps} steps
 * @param {string} root
 * @returns {Promise<string | null>} why there is no camera addon; null when it is there
 */
export async function installNpmPackages(steps, root) {
  if (!isInstalled(root)) await npmInstall(steps, root);
  if (await loads(root, cameraAddon)) return null;

  const gstreamer = await versionOfGstreamer();
  if (!gstreamer) return 'GStreamer is not installed.';
  await buildCameraAddonOnce(steps, root, `node ${process.versions.modules}, gstreamer ${gstreamer}`);
  return (await loads(root, cameraAddon)) ? null : `The camera addon ${cameraAddon} could not be built on this machine.`;
}

/**
 * npm writes `node_modules/.package-lock.json` at the very end of an installation, so an interrupted one has none.
 * Optional packages may be absent: they are for other machines, or the camera addon.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, { link, version, optional }]) => {
    if (!path.includes('node_modules/') || link || optional) return true;
    return installed[path]?.version === version && existsSync(join(root, path));
  });
}

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean }} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {}; // Nothing installed yet, or an installation that was cut short.
  }
}

/**
 * A machine on which it cannot be built would otherwise try again at every start.
 * @param {import('./step.mjs').Steps} steps
 * @param {string} root
 * @param {string} machine what the outcome depends on
 */
async function buildCameraAddonOnce(steps, root, machine) {
  const stamp = join(root, 'node_modules', '.cache', 'etapiste', 'camera-addon-tried-on');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === machine) return;
  const isUnpacked = existsSync(join(root, 'node_modules', cameraAddon));
  try {
    if (isUnpacked) await npm(steps, root, 'npm-rebuild', 'camera addon for this Node', ['rebuild', cameraAddon]);
    else await npmInstall(steps, root);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, machine);
}

/**
 * The versions of the lock, which stays as it is. Not `npm ci`: that one also wants the lock to name the binaries of every
 * other kind of machine, and a lock made behind a company's registry need not have them all.
 * @param {import('./step.mjs').Steps} steps
 * @param {string} root
 */
const npmInstall = (steps, root) =>
  npm(steps, root, 'npm-install', 'npm packages', ['install', '--no-save', '--no-audit', '--no-fund']);

/**
 * Without a network npm tries each package for minutes, so it is asked first. What is in npm's cache can still be installed.
 * @param {import('./step.mjs').Steps} steps
 * @param {string} root
 * @param {string} log
 * @param {string} title
 * @param {string[]} parameters
 */
async function npm(steps, root, log, title, parameters) {
  const isOffline = await isRegistryOutOfReach(root);
  const offline = isOffline ? ['--offline'] : [];
  try {
    await steps.run(log, { title, cwd: root, command: ['npm', ...parameters, ...offline] });
  } catch (error) {
    if (isOffline && error instanceof StepFailed) throw new Stop(outOfReach);
    throw error;
  }
}

const outOfReach = 'The npm registry cannot be reached: connect this machine to the network and start again.';

/**
 * npm itself knows the registry and the way there. A registry that answers anything at all is in reach.
 * @param {string} root
 */
const isRegistryOutOfReach = (root) =>
  run('npm', ['ping', '--fetch-retries=0', '--fetch-timeout=20000'], { cwd: root }).then(
    () => false,
    (error) => /\b(ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED|ETIMEDOUT)\b/.test(String(error.stderr)),
  );

const versionOfGstreamer = () =>
  run('pkg-config', ['--modversion', 'gstreamer-app-1.0']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );

/**
 * In a process of its own: a native addon that does not fit may do worse than throw.
 * @param {string} root
 * @param {string} name
 */
const loads = (root, name) =>
  run(process.execPath, ['-e', `require(${JSON.stringify(name)})`], { cwd: root, timeout: 10_000 }).then(
    () => true,
    () => false,
  );
