// Simulates many rooms on a real broker. `node deploy/fleet/main.mjs --help` tells how.
import { parseArgs } from 'node:util';
import { Fleet } from './fleet.mjs';

const help = `Rooms fleet-1…n, each with its own MQTT connection, tell their states until this process is asked to stop.
  --url <mqtt://…>      broker (default mqtt://127.0.0.1:1883)
  --rooms <count>       how many rooms (default 285); the hub must know them: ETAPISTE_EXTRA_ROOMS
  --per-second <rate>   states a second, all rooms together (default 100)
  --data-dir <folder>   data folder with the rooms' passwords; without it nobody signs in`;

const options = /** @type {const} */ ({
  url: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
  rooms: { type: 'string', default: '285' },
  'per-second': { type: 'string', default: '100' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', default: false },
});

try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(help);
  else await run(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** @param {{ url: string, rooms: string, 'per-second': string, 'data-dir'?: string }} values */
async function run(values) {
  const fleet = new Fleet({
    url: values.url,
    rooms: count('rooms', values.rooms),
    perSecond: count('per-second', values['per-second']),
    dataDir: values['data-dir'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => void end(fleet));
  await fleet.start();
  console.log(JSON.stringify({ ready: true, ...fleet.report }));
}

/** @param {Fleet} fleet */
async function end(fleet) {
  console.log(JSON.stringify({ ready: false, ...fleet.report }));
  await fleet.stop();
  process.exit(0);
}

/**
 * @param {string} name
 * @param {string} text
 */
function count(name, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} must be a whole number above 0, not "${text}"`);
}
