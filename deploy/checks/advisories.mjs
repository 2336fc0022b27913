// Known advisories of what production runs with: asks the registry (`npm audit`) and fails on each that docs/advisories.md does
// not explain. Where the registry does not answer it says so, and passes: an evening without network is no reason to stop work.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * One advisory against one package.
 * @typedef {object} Advisory
 * @property {string} id GHSA-…, or the last part of its address
 * @property {string} name of the package
 * @property {string} title
 * @property {string} severity
 */

/**
 * The registry, or npm, did not tell of advisories: nothing was checked.
 * @typedef {object} NotTold
 * @property {string} why in npm's words
 */

/**
 * Every advisory against production dependencies.
 * @param {string} root the checkout
 * @param {readonly string[]} [options] more options of `npm audit`, such as another registry
 * @returns {Promise<readonly Advisory[] | NotTold>}
 */
export async function knownAdvisories(root, options = []) {
  const asked = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000', ...options];
  // It ends with an error whenever it finds something; what it prints says more.
  const text = await new Promise((resolve) => execFile('npm', asked, { cwd: root }, (_, stdout) => resolve(stdout)));
  const report = parsed(text);
  // A registry that says no has been asked, but has told nothing: never taken for a clean list.
  if (!isRecord(report?.vulnerabilities)) return { why: whyNot(report) };
  const via = Object.values(report.vulnerabilities).flatMap((/** @type {any} */ { via: causes }) => causes);
  // A text is another package of the list, which has the advisory itself.
  const advisories = via.filter((cause) => typeof cause === 'object').map(toAdvisory);
  return [...new Map(advisories.map((each) => [`${each.id} ${each.name}`, each])).values()];
}

/** What npm says of a registry that told nothing, in one line. */
function whyNot(/** @type {any} */ report) {
  const said = [report?.statusCode, report?.message ?? report?.error?.summary].filter(Boolean).join(' ');
  return said.replaceAll(/\s+/g, ' ').slice(0, 300) || 'npm said nothing';
}

const isRecord = (/** @type {unknown} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // npm itself could not start, or said something else.
  }
}

/** @returns {Advisory} */
const toAdvisory = (/** @type {any} */ { url, name, title, severity }) => ({
  id: String(url).split('/').at(-1) ?? '',
  name,
  title,
  severity,
});

/**
 * What docs/advisories.md says: one row for each advisory and package, with a reason.
 * @param {string} text
 * @returns {Set<string>} `<id> <package>`
 */
export function explainedIn(text) {
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const whole = rows.filter(([, id, name, why]) => /^(GHSA(-\w{4}){3}|\d+)$/.test(id ?? '') && name && (why ?? '').length > 20);
  return new Set(whole.map(([, id, name]) => `${id} ${name?.replaceAll('`', '')}`));
}

/**
 * What is no explanation: a row of the table without an id, a package that production has, or a reason.
 * @param {string} text of docs/advisories.md
 * @param {ReadonlySet<string>} packages names of what is installed in production
 * @returns {string[]} the rows, as written
 */
export function brokenRowsIn(text, packages) {
  const lines = text.split('\n').filter((line) => line.startsWith('|') && !/^\| (advisory|-+) /.test(line));
  const isWhole = (/** @type {string} */ line) => {
    const [name] = [...explainedIn(line)].map((key) => key.split(' ')[1] ?? '');
    return name !== undefined && packages.has(name);
  };
  return lines.filter((line) => !isWhole(line));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const advisories = await knownAdvisories(root);
  const explained = explainedIn(readFileSync(join(root, 'docs/advisories.md'), 'utf8'));
  const isTold = !('why' in advisories);
  const open = isTold ? advisories.filter(({ id, name }) => !explained.has(`${id} ${name}`)) : [];
  if (isTold)
    console.log(`${advisories.length} known advisories against production dependencies, ${open.length} of them not explained.`);
  else console.log(`NOT CHECKED: the registry does not tell of advisories now (${advisories.why}).`);
  for (const { id, name, title, severity } of open) console.error(`${id} ${name}: ${title} (${severity})`);
  process.exitCode = open.length > 0 ? 1 : 0;
}
