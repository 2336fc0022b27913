// What pins cost: from the edge of a press to the light of the lamp, by each board and by a bare watch loop; memory and idle
// processor time of a controller that has them. Measured inside the guest, whose processor is emulated: read the ratios.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { runInGuest } from './guest.mjs';

const controller = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const limitMs = 900_000;

/**
 * @returns {Promise<unknown>} `{ pressToLight: [{ board, stableMs, medianMs, p95Ms, samples }], controller: [{ drivers, rssMb,
 * idleCpuPercent }] }`; `bare` is what onoff's manual shows: no debounce, the lamp follows the contact
 */
export async function measureInGuest() {
  const folder = await bundle({
    bench: 'testing/pin-bench.ts',
    'lamp-follows': 'testing/lamp-follows.ts',
  });
  try {
    const { answer, printed } = await runInGuest(
      `node ${folder}/bench.js ${controller} >/dev/exchange/figures`,
      'figures',
      limitMs,
    );
    if (!answer) throw new Error(`The guest measured nothing. It printed:\n${printed}`);
    return JSON.parse(answer);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
