import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { demoPeople, signIn } from '../setup/demo-sign-in.mjs';
import { compared, quantile } from './figures.mjs';
import { House } from './house.mjs';

const run = promisify(execFile);
const rig = fileURLToPath(new URL('../../controller/rigs/press-to-stored/main.mjs', import.meta.url));
const roomId = 'nurmes-1';
const pointId = 'nurmes';
/** How long a wire's contact must stand before it is believed, which no bare loop waits for. */
const settleMs = 50;

/** What stands where, as the table says it. */
const walls = {
  pins: `pins, of it ${settleMs} ms to settle, emulated kernel`,
  firmata: `an Uno, of it ${settleMs} ms to settle`,
  zigbee: 'Zigbee, from the radio frame',
  simulated: 'a simulated room',
};

/**
 * From the edge of a press until the room has the hub's receipt, by each driver with the controller as it is shipped, against a bare
 * watch loop at the same button and the same hub. The hub is the built one with SQLite; each press opens a call.
 * @param {number} presses
 * @param {(line: string) => void} say
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measurePressToStored(presses, say) {
  const house = new House([roomId]);
  try {
    await house.furnish();
    await house.startHub({});
    const hub = await hubOf(house);
    const results = [];
    for (const [wall, words] of Object.entries(walls)) {
      results.push(...resultsOf(words, await measuredAt(wall, hub, presses)));
      say(
        results
          .slice(-1)
          .map(({ name, ours, peer }) => `${name}: ${ours} against ${peer}`)
          .join(),
      );
    }
    return results;
  } finally {
    await house.remove();
  }
}

/**
 * What the rig has to know, with an advisor's shift begun.
 * @param {House} house
 */
async function hubOf({ url, mqttUrl, dataDir }) {
  const { headers } = await signIn(url, demoPeople.lead);
  const shiftId = randomUUID();
  const answer = await fetch(`${url}/api/v1/shifts`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ id: shiftId, pointIds: [pointId] }),
  });
  if (!answer.ok) throw new Error(`no shift was begun: ${answer.status} ${await answer.text()}`);
  await answer.body?.cancel();
  return { url, mqttUrl, roomId, passwordFile: join(dataDir, 'secrets', 'rooms', `${roomId}.password`), shiftId, headers };
}

/**
 * @param {string} wall
 * @param {object} hub
 * @param {number} presses
 * @returns {Promise<Record<string, number[]>>} milliseconds by driver, and `bare`
 */
async function measuredAt(wall, hub, presses) {
  const env = { ...process.env, ETAPISTE_RIG_HUB: JSON.stringify(hub) };
  const { stdout } = await run(process.execPath, [rig, wall, String(presses)], { env, timeout: 960_000 });
  return JSON.parse(stdout);
}

/**
 * @param {string} words
 * @param {Record<string, number[]>} times
 */
function resultsOf(words, { bare = [], ...drivers }) {
  return Object.entries(drivers).flatMap(([driver, times]) =>
    [0.5, 0.95].map((share) =>
      compared(
        `press → hub stored by ${driver} (${words}), ${share === 0.5 ? 'median' : 'p95'}, against a bare watch loop`,
        'ms',
        quantile(times, share),
        quantile(bare, share),
      ),
    ),
  );
}
