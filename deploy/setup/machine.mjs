import { readFileSync } from 'node:fs';
import { Stop } from './stop.mjs';

/**
 * What this machine runs.
 * @typedef {object} Machine
 * @property {string} name as the system calls itself: `Debian GNU/Linux 12 (bookworm)`
 * @property {boolean} isDebian Debian or Raspberry Pi OS, 12 or newer: missing packages can be installed by their names here
 * @property {boolean} isBookwormAmd64 Debian 12 on a PC
 */

/**
 * Stops with one sentence when this Node is older than the project's `engines` allow. Debian's own is 18.
 * @param {string} engines of package.json: `^20.19.0 || ^22.13.0 || >=24.11.0`
 * @param {string} version of Node, without the v
 */
export function checkNode(engines, version = process.versions.node) {
  if (engines.split('||').some((range) => isInRange(range.trim(), version))) return;
  throw new Stop(
    `Etäpiste needs Node ${engines.replaceAll('||', 'or')}, and this is ${version}: install Node 24 from https://nodejs.org ` +
      `or https://github.com/nodesource/distributions (Debian 12's own package is too old) and run the command again.`,
  );
}

/**
 * Only the two kinds of range that our `engines` use: `^` keeps the major, `>=` does not.
 * @param {string} range
 * @param {string} version
 */
function isInRange(range, version) {
  const wanted = numbers(range);
  const found = numbers(version);
  const isMajorGood = range.startsWith('^') ? found[0] === wanted[0] : true;
  const firstDifference = wanted.findIndex((number, index) => number !== found[index]);
  const isNewEnough = firstDifference === -1 || Number(found[firstDifference]) > Number(wanted[firstDifference]);
  return isMajorGood && isNewEnough;
}

const numbers = (/** @type {string} */ text) => (text.match(/\d+/g) ?? []).slice(0, 3).map(Number);

/**
 * @param {string} [releaseFile]
 * @returns {Machine}
 */
export function readMachine(releaseFile = '/etc/os-release') {
  const release = readRelease(releaseFile);
  const field = (/** @type {string} */ name) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(release)?.[1] ?? '';
  const version = Number.parseInt(field('VERSION_ID'), 10);
  const isDebian = ['debian', 'raspbian'].includes(field('ID')) && version >= 12;
  const isBookwormAmd64 = field('ID') === 'debian' && version === 12 && process.arch === 'x64';
  return { name: field('PRETTY_NAME') || process.platform, isDebian, isBookwormAmd64 };
}

/** @param {string} file */
function readRelease(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not every system has the file; then it is simply not Debian.
    return '';
  }
}
