// Buttons that hang on this machine itself.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ZigbeeFarSide } from '../../dist/testing/zigbee-far-side.js';

/** @typedef {import('./measure.mjs').Wall} Wall */

const settledMs = 120;
/** Two actions take turns, and each is apart from itself by more than the second within which the driver takes it for a copy. */
const copiesAreOverMs = 600;
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

export const walls = { firmata, zigbee, simulated };

/** @returns {Promise<Wall>} StandardFirmata on an emulated Uno, which tells when its pins changed */
async function firmata() {
  const pin = 2;
  const builder = fileURLToPath(new URL('../firmata/build.mjs', import.meta.url));
  const { uno, firmware } = JSON.parse(execFileSync(process.execPath, [builder], { encoding: 'utf8' }));
  const folder = mkdtempSync(join(tmpdir(), 'etapiste-uno-'));
  const port = join(folder, 'port');
  const board = spawn(uno, [firmware, port], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: board.stdout });
  await once(lines, 'line');
  /** @param {0 | 1} level when the pin next comes to it */
  const comesTo = (level) =>
    new Promise((/** @type {(atMs: number) => void} */ resolve) => {
      const hear = (/** @type {string} */ line) => {
        const [word, which, to, atUs] = line.split(' ');
        if (word !== 'pin' || Number(which) !== pin || Number(to) !== level) return;
        lines.off('line', hear);
        resolve(Number(atUs) / 1_000);
      };
      lines.on('line', hear);
    });
  return {
    rooms: {
      firmata: {
        firmata: { port },
        callButtons: [{ driver: 'firmata', pin, active: 'low', pull: 'up' }],
        lamps: [{ driver: 'firmata', pin: 5, active: 'high' }],
      },
    },
    restMs: settledMs,
    watched: () => ['firmata', port, String(pin)],
    renew: async () => undefined,
    press: () => {
      const pressed = comesTo(0);
      board.stdin.write(`wire ${pin} low\n`);
      return pressed;
    },
    release: async () => {
      const open = comesTo(1);
      board.stdin.write(`wire ${pin} open\n`);
      await open;
    },
    remove: async () => {
      board.stdin.end();
      await once(board, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

/** @returns {Promise<Wall>} the real zigbee2mqtt with a simulated radio, whose frame is the edge */
async function zigbee() {
  const button = { ieee: '0x00124b0000000a01', model: 'SONOFF SNZB-01P', name: 'nurmes-1/call-button' };
  const farSide = new ZigbeeFarSide([button]);
  await farSide.start();
  let presses = 0;
  return {
    rooms: { zigbee: { zigbee: { broker: farSide.url }, callButtons: [{ driver: 'zigbee', device: button.name }] } },
    restMs: copiesAreOverMs,
    watched: () => ['zigbee', farSide.url, `zigbee2mqtt/${button.name}`],
    renew: async () => undefined,
    press: () => farSide.act(button, (presses += 1) % 2 === 0 ? 'single' : 'double'),
    release: async () => undefined,
    remove: () => farSide.stop(),
  };
}

/** @returns {Promise<Wall>} a page instead of a wall; the edge is when its request leaves */
async function simulated() {
  const act = async (/** @type {string} */ door, /** @type {'down' | 'up'} */ action) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${door}/simulate/button`, { method: 'POST', headers, body: JSON.stringify({ action }) });
    if (!answer.ok) throw new Error(`button ${action}: ${answer.status}`);
    await answer.body?.cancel();
  };
  return {
    rooms: { simulated: null },
    restMs: settledMs,
    watched: () => ['simulated'],
    renew: async () => undefined,
    press: async ({ door }) => {
      const atMs = nowMs();
      await act(door, 'down');
      return atMs;
    },
    release: ({ door }) => act(door, 'up'),
    remove: async () => undefined,
  };
}
