import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Contestant } from './contestant.mjs';

const blocks = 2;
const warmUp = 3;
const program = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The hub that stores, and an advisor who ends each call, so that the next press opens a new one.
 * @typedef {object} Hub
 * @property {string} mqttUrl
 * @property {string} url
 * @property {string} roomId
 * @property {string} passwordFile of the room at the broker
 * @property {string} shiftId of the advisor
 * @property {Record<string, string>} headers by which a request is the advisor's
 */

/**
 * Where a button hangs that a hand presses.
 * @typedef {object} Wall
 * @property {Readonly<Record<string, object | null>>} rooms what to measure: the room's hardware file by driver; null is a simulated room
 * @property {number} restMs until a released contact is believed, and the next press is no copy of the last
 * @property {() => string[]} watched parameters of `bare-watch.mjs`
 * @property {() => Promise<void>} renew before somebody else begins to watch it
 * @property {(contestant: Contestant) => Promise<number>} press when the edge was, in ms of CLOCK_MONOTONIC
 * @property {(contestant: Contestant) => Promise<void>} release
 * @property {() => Promise<void>} remove
 */

/**
 * @param {Wall} wall
 * @param {Hub} hub
 * @param {number} presses of each contestant
 * @returns {Promise<Record<string, number[]>>} milliseconds by driver, and `bare`
 */
export async function measure(wall, hub, presses) {
  const folder = mkdtempSync(join(tmpdir(), 'etapiste-stored-'));
  const names = [...Object.keys(wall.rooms), 'bare'];
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  try {
    // In turns: whatever else this machine does meets all alike.
    for (let block = 0; block < blocks; block += 1)
      for (const name of names) times[name]?.push(...(await measureOne(name, wall, hub, folder, presses / blocks)));
    return times;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {Wall} wall
 * @param {Hub} hub
 * @param {string} folder
 * @param {number} presses
 */
async function measureOne(name, wall, hub, folder, presses) {
  await wall.renew();
  const contestant = new Contestant(name === 'bare' ? bareCommand(wall) : ourCommand(), {
    ETAPISTE_ROOM_ID: hub.roomId,
    ETAPISTE_MQTT_URL: hub.mqttUrl,
    ETAPISTE_MQTT_PASSWORD_FILE: hub.passwordFile,
    ETAPISTE_DATA_DIR: join(folder, name),
    ...(name === 'bare' ? {} : hardwareOf(name, wall, folder)),
  });
  try {
    await contestant.hears(({ msg }) => msg === 'the controller is up');
    const times = [];
    for (let press = 0; press < warmUp + presses; press += 1) {
      times.push(await pressed(wall, contestant, hub));
      // An odd pause, so that presses do not fall into step with anybody's timer.
      await pause(wall.restMs + Math.random() * 100);
    }
    return times.slice(warmUp).map((ms) => Math.round(ms * 1_000) / 1_000);
  } finally {
    await contestant.end();
  }

  function ourCommand() {
    return [program('../../dist/main.js'), ...(wall.rooms[name] ? [] : ['--simulate', '0'])];
  }
}

const bareCommand = (/** @type {Wall} */ wall) => [program('bare-watch.mjs'), ...wall.watched()];

/**
 * @param {string} name
 * @param {Wall} wall
 * @param {string} folder
 */
function hardwareOf(name, wall, folder) {
  const hardware = wall.rooms[name];
  if (!hardware) return {};
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, JSON.stringify(hardware));
  return { ETAPISTE_HARDWARE_FILE: file, ETAPISTE_DOCUMENT_CAMERA: 'gst:videotestsrc' };
}

/**
 * One press, the hub's receipt for it, and the end of its call.
 * @param {Wall} wall
 * @param {Contestant} contestant
 * @param {Hub} hub
 */
async function pressed(wall, contestant, hub) {
  const stored = contestant.hears(({ msg }) => msg === 'press is confirmed by the hub');
  const edgeMs = await wall.press(contestant);
  const { said, atMs } = await stored;
  if (said.outcome !== 'opened') throw new Error(`The press opened no call: ${said.outcome}`);
  await wall.release(contestant);
  const over = contestant.hears(({ word }) => word === 'dark');
  await ask(hub, `calls/${said.call}/acknowledge`, { shiftId: hub.shiftId });
  await ask(hub, `calls/${said.call}/done`, { shiftId: hub.shiftId, reason: 'helped-from-desk' });
  await over;
  return atMs - edgeMs;
}

/**
 * @param {Hub} hub
 * @param {string} path
 * @param {object} body
 */
async function ask({ url, headers }, path, body) {
  const response = await fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  await response.body?.cancel();
}
