import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { StepFailed } from './step.mjs';
import { Stop } from './stop.mjs';

const run = promisify(execFile);

/**
 * Debian packages by what they are for. `build` and `tests` must be there; without `video` everything else still runs.
 * libsystemd-dev: a controller feeds systemd's watchdog through it. systemd itself: it judges our units in a test; bubblewrap: gives a
 * test a read-only root.
 */
export const debianPackages = {
  build: ['build-essential', 'python3', 'libsystemd-dev'],
  video: [
    'janus',
    'gstreamer1.0-tools',
    'gstreamer1.0-plugins-base',
    'gstreamer1.0-plugins-good',
    'gstreamer1.0-plugins-bad',
    'gstreamer1.0-plugins-ugly',
    'gstreamer1.0-x',
    'libgstreamer1.0-dev',
    'libgstreamer-plugins-base1.0-dev',
    'pkg-config',
  ],
  tests: [
    'chromium',
    'libnss3-tools',
    'mosquitto',
    'caddy',
    'postgresql',
    'iproute2',
    'procps',
    'systemd',
    'bubblewrap',
    'tesseract-ocr',
    'tesseract-ocr-fin',
    // An Arduino Uno to press buttons on: an emulated board, and a compiler for its firmware (controller/rigs/firmata).
    'libsimavr-dev',
    'gcc-avr',
    'avr-libc',
    'arduino-core-avr',
  ],
  // A kernel with pins to press buttons on, in an emulated machine (controller/rigs/kernel).
  testsOnBookwormAmd64: ['linux-headers-amd64', 'linux-source-6.1', 'qemu-system-x86', 'busybox-static', 'cpio', 'kmod'],
};

/** Packages that would start a server of their own, on public ports and with secrets that everybody knows. */
const withService = ['janus', 'mosquitto', 'caddy'];

/**
 * @param {readonly string[]} packages
 * @returns {Promise<string[]>} those that are not installed
 */
export async function missingPackages(packages) {
  // dpkg-query fails when it does not know one of them, and still lists the others.
  const listing = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...packages]).catch((error) => error);
  const installed = new Set(String(listing.stdout ?? '').split('\n'));
  return packages.filter((name) => !installed.has(`${name} installed`));
}

/**
 * Installs Debian packages, after saying which. What cannot be had stops the start only when it is needed for more than video.
 * @param {import('./step.mjs').Steps} steps
 * @param {{ needed: readonly string[], video: readonly string[] }} wanted
 * @returns {Promise<string | null>} why video is left out; null when nothing is
 * @throws {Stop} with the exact command, when needed packages cannot be installed
 */
export async function installDebianPackages(steps, wanted) {
  const needed = await missingPackages(wanted.needed);
  const video = await missingPackages(wanted.video);
  const missing = [...needed, ...video];
  if (missing.length === 0) return null;

  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const prefix = await rootPrefix();
  const reason = prefix
    ? await install(steps, prefix, missing)
    : `Debian packages are missing, and installing them needs root: run  sudo ${command}  and start again.`;
  if (reason === null) return null;
  if (needed.length > 0) throw new Stop(reason);
  return reason;
}

/**
 * @param {import('./step.mjs').Steps} steps
 * @param {readonly string[]} prefix
 * @param {readonly string[]} missing
 * @returns {Promise<string | null>} why it failed
 */
async function install(steps, prefix, missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const asRoot = (/** @type {string[]} */ ...command) => /** @type {[string, ...string[]]} */ ([...prefix, ...command]);
  const services = existsSync('/run/systemd/system') ? withService.filter((name) => missing.includes(name)) : [];
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  const step = { cwd: '/', env, mayNotBeCut: true };
  try {
    for (const service of services) await run(...split(asRoot('systemctl', 'mask', service)));
    await steps
      .run('apt-update', { ...step, title: 'Debian package lists', command: asRoot(...apt, 'update', '-q') })
      .catch(rethrowUnlessFailed);
    await steps.run('apt-install', {
      ...step,
      title: `Debian packages: ${missing.join(' ')}`,
      command: asRoot(...apt, 'install', '-y', '-q', '--no-install-recommends', ...missing),
    });
    return null;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return isOffline(error.tail) ? `Debian's packages cannot be reached: is this machine on the network?` : error.message;
  } finally {
    for (const service of services) {
      for (const verb of ['unmask', 'disable']) {
        await run(...split(asRoot('systemctl', verb, service))).catch(() => undefined); // Not installed after all.
      }
    }
  }
}

/** Old package lists are often good enough, so a failed update alone stops nothing. */
const rethrowUnlessFailed = (/** @type {unknown} */ error) => {
  if (!(error instanceof StepFailed)) throw error;
};

/** @param {readonly [string, ...string[]]} command */
const split = ([program, ...parameters]) => /** @type {const} */ ([program, parameters]);

/** What goes before a command to run it as root; undefined when we may not. Never asks for a password. */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return run('sudo', ['-n', 'true']).then(
    () => ['sudo', '-n'],
    () => undefined,
  );
}

const isOffline = (/** @type {string} */ output) =>
  /Temporary failure resolving|Could not resolve|Could not connect|Unable to connect|Network is unreachable/.test(output);
