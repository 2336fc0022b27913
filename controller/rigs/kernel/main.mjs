// `node controller/rigs/kernel/main.mjs tests` runs the tests that need real pins in a guest, `… bench` measures there. Both print
// one JSON document.
import { measureInGuest } from './bench.mjs';
import { runKernelTests } from './tests.mjs';

const modes = { tests: runKernelTests, bench: measureInGuest };
const [, , mode = ''] = process.argv;
if (!(mode in modes)) throw new Error(`Say what to do: ${Object.keys(modes).join(' or ')}.`);
const result = await modes[/** @type {keyof typeof modes} */ (mode)]();
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
