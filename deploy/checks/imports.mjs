// Who may import whom: protocol ← controller, gateway, dashboard, never sideways; inside a package plumbing never imports a
// subject, and a subject reaches another one only through its front door. Run by `npm run check`; lists every import that
// goes the wrong way.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = ['protocol', 'controller', 'gateway', 'dashboard', 'deploy'];

/** The subjects of the house, one folder each (ARCHITECTURE.md). Every other folder is plumbing, or composes subjects. */
const subjects = new Set(
  'points services people rooms calls devices bookings visits meetings faults feedback worktime statistics audit erasure demo'.split(
    ' ',
  ),
);
const composing = new Set(['pages']);

/** Tests, what only tests use (a bench, a kit, a contract of drivers), and the generator of documents. */
const isForTests = /\.test\.|\.test-kit\.|\/bench-|-contract\.ts$|\/(testing|generate)\//;

/** Packages whose sources run in a browser. */
const forBrowsers = new Set(['protocol', 'dashboard']);

/**
 * @param {string} root
 * @returns {string[]} one line for each import that goes the wrong way
 */
export function wrongImports(root) {
  const common = dependenciesOf(root, '.');
  return packages
    .filter((name) => existsSync(join(root, name, 'package.json')))
    .flatMap((name) => {
      const own = dependenciesOf(root, name);
      return sourcesOf(root, name).flatMap((file) => {
        const text = readFileSync(join(root, file), 'utf8');
        const isShipped = file.startsWith(`${name}/src/`) && !isForTests.test(file);
        const known = isShipped ? own.shipped : new Set([...own.all, ...common.all]);
        return importsOf(text)
          .map((target) => [
            target,
            target.startsWith('.') ? wrongInside(name, file, target) : wrongOutside(name, target, known, isShipped),
          ])
          .filter(([, why]) => why)
          .map(([target, why]) => `${file}: '${target}': ${why}`);
      });
    });
}

/**
 * @param {string} name of the package
 * @param {string} target
 * @param {ReadonlySet<string>} known
 * @param {boolean} isShipped
 * @returns {string | undefined} what is wrong
 */
function wrongOutside(name, target, known, isShipped) {
  if (target.startsWith('node:')) {
    return isShipped && forBrowsers.has(name) ? `${name} runs in a browser` : undefined;
  }
  const dependency = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  const isSibling = dependency.startsWith('@etapiste/') && dependency !== '@etapiste/protocol';
  if (isSibling || (dependency === '@etapiste/protocol' && name === 'deploy')) return 'packages never import sideways';
  return known.has(dependency) ? undefined : `not among the dependencies of ${name}/package.json`;
}

/**
 * @param {string} name of the package
 * @param {string} file
 * @param {string} target
 * @returns {string | undefined} what is wrong
 */
function wrongInside(name, file, target) {
  const path = posix.join(posix.dirname(file), target);
  if (!path.startsWith(`${name}/`)) return 'packages never import sideways';
  const from = areaOf(file);
  const to = areaOf(path);
  if (name === 'protocol') return from === 'wire' && to !== 'wire' ? 'the wire kit knows no subject' : undefined;
  const isFree = isForTests.test(file) || from === undefined || from === to || composing.has(from);
  if (isFree || to === undefined || !subjects.has(to)) return undefined;
  if (!subjects.has(from)) return `${from} is plumbing and knows no subject`;
  const isFrontDoor = [`index.js`, `${to}.events.js`].includes(basename(path));
  return isFrontDoor ? undefined : `${to} is entered through its index.js or ${to}.events.js`;
}

/** The folder below `src`; undefined for files of `src` itself, which compose everything. */
const areaOf = (/** @type {string} */ path) => /^[^/]+\/src\/([^/]+)\//.exec(path)?.[1];

const importPattern =
  /(?:^|\n)[ \t]*(?:import|export)\b(?:[^'"`;()=]*?\bfrom)?\s*['"]([^'"$]+)['"]|\bimport\(\s*['"]([^'"$]+)['"]\s*\)/g;

/** @param {string} text */
const importsOf = (text) => [...text.matchAll(importPattern)].map(([, whole, lazy]) => whole ?? lazy ?? '');

/**
 * @param {string} root
 * @param {string} folder
 */
function dependenciesOf(root, folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const shipped = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies });
  return { shipped: new Set(shipped), all: new Set([...shipped, ...Object.keys(manifest.devDependencies ?? {}), manifest.name]) };
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} paths below the root, with slashes
 */
const sourcesOf = (root, folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    // The peers of the benchmarks are programs of others with their own package.json.
    const isSkipped = entry.name.startsWith('.') || ['node_modules', 'dist', 'peers'].includes(entry.name);
    if (entry.isDirectory()) return isSkipped ? [] : sourcesOf(root, path);
    return /\.(ts|mjs)$/.test(entry.name) ? [path] : [];
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = wrongImports(process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url)));
  for (const line of wrong) console.error(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
