import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const sources = ['package-lock.json', 'tsconfig.base.json', 'protocol', 'controller', 'gateway', 'dashboard'];
const outputs = ['protocol/dist/index.js', 'controller/dist/main.js', 'gateway/dist/main.js', 'dashboard/dist/index.html'];

/** Made by tools, not by people. */
const isMade = (/** @type {string} */ name) =>
  ['node_modules', 'dist', 'generated', 'coverage'].includes(name) || name.endsWith('.tsbuildinfo');

/**
 * Builds the programs and pages when a source file changed since the last build, or when a built file is gone.
 * @param {import('./step.mjs').Steps} steps
 * @param {string} root
 */
export async function build(steps, root) {
  const stamp = join(root, 'node_modules', '.cache', 'etapiste', 'built');
  const fingerprint = fingerprintOf(root, sources);
  const isComplete = outputs.every((file) => existsSync(join(root, file)));
  if (isComplete && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;

  // tsc believes its own notes, not its eyes: what was deleted is written again only by force.
  const force = isComplete ? [] : ['--force'];
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  await steps.run('build-programs', {
    title: 'Building hub and rooms',
    cwd: root,
    command: [tsc, '-b', 'protocol', 'controller', 'gateway', ...force],
  });
  await steps.run('build-pages', { title: 'Building pages', cwd: root, command: ['npm', 'run', 'build', '-w', 'dashboard'] });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

/**
 * One hash over the names and contents of all source files: a touched file builds nothing, a changed one does.
 * @param {string} root
 * @param {readonly string[]} paths
 */
export function fingerprintOf(root, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesOf(root, path)).toSorted()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path of a file or a folder
 * @returns {string[]}
 */
function filesOf(root, path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const names = readdirSync(join(root, path)).filter((name) => !isMade(name));
  return names.flatMap((name) => filesOf(root, `${path}/${name}`));
}
