// `results.json`, and the same figures as a table in the README beside it. Alone it writes that table anew from the file, for whoever
// has merged two of them: `node deploy/benchmarks/results-file.mjs`.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { markdownOf } from './table.mjs';

/** @typedef {import('./figures.mjs').Result} Result */

const file = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const [resultsFile, readmeFile] = [file('results.json'), file('README.md')];
const heading = '## The last figures\n\n';

/** @returns {Promise<Result[]>} what was measured last, of each part */
export async function readResults() {
  return existsSync(resultsFile) ? JSON.parse(await readFile(resultsFile, 'utf8')) : [];
}

/**
 * Puts what this run measured in the place of what earlier runs wrote about the same; the rest stays.
 * @param {readonly Result[]} results
 */
export async function writeResults(results) {
  const names = new Set(results.map(({ name }) => name));
  const all = [...(await readResults()).filter(({ name }) => !names.has(name)), ...results];
  await writeFile(resultsFile, `${JSON.stringify(all, null, 2)}\n`);
  await writeFigures();
}

/** @returns {Promise<string>} the README with the figures of `results.json` */
export async function readmeWithFigures() {
  const [text = ''] = (await readFile(readmeFile, 'utf8')).split(heading);
  return `${text}${heading}${markdownOf(await readResults())}\n`;
}

async function writeFigures() {
  await writeFile(readmeFile, await readmeWithFigures());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFigures();
