// Runs the tests of the controller that need real pins inside the guest.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { runInGuest } from './guest.mjs';

const reporter = fileURLToPath(new URL('json-reporter.mjs', import.meta.url));
const limitMs = 480_000;

/**
 * @returns {Promise<{ results: { title: string, ms: number, failure?: string }[], printed: string }>} each test of
 * `*.kernel.test.ts`, and all that the guest printed
 */
export async function runKernelTests() {
  const folder = await bundle({ 'boards.kernel.test': 'hardware/boards.kernel.test.ts', 'lit-lamp': 'testing/lit-lamp.ts' });
  try {
    const run = `node --test-reporter=${reporter} --test-reporter-destination=/dev/exchange/results ${folder}/boards.kernel.test.js`;
    // Node's runner says at its end by its exit code that it has not been cut short.
    const command = `${run}; [ $? -le 1 ] && echo every test has run`;
    const { answer, printed } = await runInGuest(command, 'results', limitMs);
    const lines = answer.split('\n').filter(Boolean);
    return { results: lines.map((line) => JSON.parse(line)), printed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
