import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { measureControllerUse } from './controller-use.mjs';
import { compared, quantile } from './figures.mjs';
import { measurePressToStored } from './press-to-stored.mjs';

const run = promisify(execFile);
const rigs = fileURLToPath(new URL('../../controller/rigs/', import.meta.url));
/** The light at the button, whatever the network does (issue of the room's hardware, point 2). */
const mostMsToLight = 100;
const mostRssMb = 80;
const mostIdlePercent = 1;

/**
 * The room's own hardware: how soon a press lights the lamp and is stored by the hub, by each driver beside the least that could do it,
 * and what a controller costs at rest. The rigs are `controller/rigs`: a real kernel, real firmware and a real zigbee2mqtt.
 * @param {import('./counts.mjs').Counts} counts
 * @param {(line: string) => void} say
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureHardware({ presses, idleSeconds }, say) {
  const results = [];
  for (const part of [ofPins, ofFirmata, ofZigbee]) {
    results.push(...(await part(presses)));
    say(
      results
        .slice(-1)
        .map(({ name, ours, peer }) => `${name}: ${ours} against ${peer}`)
        .join(),
    );
  }
  results.push(...(await measurePressToStored(presses, say)));
  const uses = await measureControllerUse(idleSeconds);
  for (const { drivers, rssMb, cpuPercent } of uses) {
    const isAll = drivers === 'all loaded';
    results.push(
      compared(`memory of a controller at rest, drivers: ${drivers}`, 'MB', rssMb, null, isAll ? { most: mostRssMb } : {}),
      compared(
        `processor of a controller at rest, drivers: ${drivers}`,
        '% of a core',
        cpuPercent,
        null,
        isAll ? { most: mostIdlePercent } : {},
      ),
    );
  }
  return results;
}

/** In an emulated machine, many times slower than a Pi: only the ratio says something. */
async function ofPins() {
  const { pressToLight } = await measuredBy('kernel/main.mjs', 'bench');
  const bare = pressToLight.find((/** @type {{ board: string }} */ { board }) => board === 'bare');
  return pressToLight
    .filter((/** @type {{ board: string }} */ { board }) => board !== 'bare')
    .map((/** @type {{ board: string, medianMs: number, stableMs: number }} */ { board, medianMs, stableMs }) =>
      compared(
        `press → local light on ${board}, of it ${stableMs} ms to settle, emulated kernel, against onoff alone`,
        'ms',
        medianMs,
        bare.medianMs,
      ),
    );
}

/** @param {number} presses */
async function ofFirmata(presses) {
  const { stableMs, oursMs, bareMs } = await measuredBy('firmata/press-to-light.mjs', String(presses));
  return [0.5, 0.95].map((share) =>
    compared(
      `press → local light on an Uno, of it ${stableMs} ms to settle, ${share === 0.5 ? 'median' : 'p95'}, against a bare loop`,
      'ms',
      quantile(oursMs, share),
      quantile(bareMs, share),
      { most: mostMsToLight },
    ),
  );
}

/** @param {number} presses */
async function ofZigbee(presses) {
  const { frameToLight, frameToBareSubscriber } = await measuredBy('zigbee/measure.mjs', String(presses));
  return /** @type {const} */ (['median', 'p95']).map((share) =>
    compared(
      `radio frame → local light by Zigbee, ${share}, against a bare subscriber`,
      'ms',
      frameToLight[share],
      frameToBareSubscriber[share],
      { most: mostMsToLight },
    ),
  );
}

/**
 * @param {string} program below `controller/rigs`, which prints JSON
 * @param {string} argument
 */
async function measuredBy(program, argument) {
  const { stdout } = await run(process.execPath, [`${rigs}${program}`, argument], { timeout: 960_000 });
  return JSON.parse(stdout);
}
