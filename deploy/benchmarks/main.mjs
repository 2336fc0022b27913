// Measures ours, the peer and the bare line in one run, prints a table and writes it down (results-file.mjs). `npm run bench` at the root.
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright-core';
import { readContract } from '../fleet/contract.mjs';
import { BareLine } from './bare-line/bare-line.mjs';
import { measureBookings } from './bookings.mjs';
import { measureCamera } from './camera.mjs';
import { readCounts } from './counts.mjs';
import { Etapiste } from './etapiste.mjs';
import { measureHardware } from './hardware.mjs';
import { measureHttp } from './http.mjs';
import { Load } from './load.mjs';
import { NodeRed } from './peers/node-red/node-red.mjs';
import { PressToScreen } from './press-to-screen.mjs';
import { writeResults } from './results-file.mjs';
import { resultsOf } from './results.mjs';
import { measureRights } from './rights.mjs';
import { tableOf } from './table.mjs';

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  const counts = readCounts(process.env);
  for (const program of ['gateway/dist/main.js', 'controller/dist/main.js', 'dashboard/dist']) {
    const isBuilt = existsSync(new URL(`../../${program}`, import.meta.url));
    if (!isBuilt) throw new Error(`${program} is not there: run "npm run build" first`);
  }
  const results = [];
  if (counts.parts.includes('press')) results.push(...(await measurePress(counts)));
  if (counts.parts.includes('camera')) results.push(...(await withBrowser((browser) => measureCamera(browser, counts, say))));
  if (counts.parts.includes('hardware')) results.push(...(await measureHardware(counts, say)));
  if (counts.parts.includes('http')) results.push(...(await measureHttp(counts, say)));
  if (counts.parts.includes('rights')) results.push(...(await measureRights(counts, say)));
  if (counts.parts.includes('bookings')) results.push(...(await measureBookings(counts, say)));
  await writeResults(results);
  console.log(`\n${tableOf(results)}\n`);
  // The last 5 minutes were ours: more than that in the queue was somebody else's work.
  console.log(`Load of this machine ${loadavg()[1]?.toFixed(1)} on ${cpus().length} processors: read the ratios.\n`);
}

/** @param {import('./counts.mjs').Counts} counts */
async function measurePress(counts) {
  await NodeRed.install();
  const contestants = [new Etapiste(counts.rooms), new NodeRed(), new BareLine()];
  return withBrowser(async (browser) => {
    try {
      for (const contestant of contestants) await contestant.start();
      const bench = new PressToScreen(browser, await readContract(), counts, new Load(counts), say);
      const outcomes = await bench.measure(contestants);
      return resultsOf(outcomes, new Map(contestants.map((contestant) => [contestant.name, contestant.memory()])));
    } finally {
      await Promise.all(contestants.map((contestant) => contestant.stop()));
    }
  });
}

/**
 * @template T
 * @param {(browser: import('playwright-core').Browser) => Promise<T>} work
 */
async function withBrowser(work) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** @param {string} line */
function say(line) {
  console.log(`  ${line}`);
}
