// Measures press edge → local light on the emulated Uno, at its pins: our driver, which believes a contact after 50 ms, against a
// bare loop that lights the lamp by whatever it reads. Prints JSON for the bench:
//   npm run build && node controller/rigs/firmata/press-to-light.mjs [presses]   →   {"stableMs": 50, "oursMs": […], "bareMs": […]}
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import firmata from 'firmata-io';
import { SerialPort } from 'serialport';
import { systemClock } from '../../dist/clock/index.js';
import { FirmataBoard } from '../../dist/hardware/firmata/index.js';
import { WiredDriver } from '../../dist/hardware/wired.driver.js';

const blocks = 4;
const presses = Number(process.argv[2] ?? 48) / blocks;
const button = { driver: 'firmata', pin: 2, active: 'low', pull: 'up', stableMs: 50 };
const lamp = { driver: 'firmata', pin: 5, active: 'high', whenStopped: 'dark' };
const pressMs = 100;
const pauseMs = 100;

const { uno, firmware } = JSON.parse(
  execFileSync(process.execPath, [fileURLToPath(new URL('build.mjs', import.meta.url))], { encoding: 'utf8' }),
);
const folder = mkdtempSync(join(tmpdir(), 'etapiste-uno-'));
const port = join(folder, 'port');
const board = spawn(uno, [firmware, port], { stdio: ['pipe', 'pipe', 'inherit'] });
const lines = createInterface({ input: board.stdout });
await once(lines, 'line');
try {
  const oursMs = [];
  const bareMs = [];
  // In turns: whatever else this machine does meets both alike.
  for (let block = 0; block < blocks; block += 1) {
    oursMs.push(...(await measure(startOurs)));
    bareMs.push(...(await measure(startBare)));
  }
  process.stdout.write(`${JSON.stringify({ stableMs: button.stableMs, oursMs, bareMs })}\n`);
} finally {
  board.stdin.end();
  await once(board, 'exit');
  rmSync(folder, { recursive: true });
}

/** @typedef {() => Promise<void>} Stop */

/** @returns {Promise<Stop>} */
async function startOurs() {
  const plan = { callButtons: [button], occupancySensors: [], lamps: [lamp] };
  const driver = new WiredDriver(new FirmataBoard(port, systemClock), plan, systemClock);
  driver.callButtons[0].onEdge(({ kind }) => driver.lamps[0].show(kind === 'down' ? 'sending' : 'dark'));
  await driver.start();
  return () => driver.stop();
}

/** @returns {Promise<Stop>} */
async function startBare() {
  const line = new SerialPort({ path: port, baudRate: 57_600 });
  const io = new firmata.Firmata(line);
  await once(io, 'ready');
  io.pinMode(lamp.pin, io.MODES.OUTPUT);
  io.pinMode(button.pin, io.MODES.PULLUP);
  const reported = new Promise((resolve) => {
    io.digitalRead(button.pin, (level) => {
      io.digitalWrite(lamp.pin, level === 0 ? 1 : 0);
      resolve(level);
    });
  });
  await reported;
  return () => new Promise((resolve) => line.close(resolve));
}

/**
 * @param {() => Promise<Stop>} start
 * @returns {Promise<number[]>} milliseconds from the pin of the button to the pin of the lamp, one for each press
 */
async function measure(start) {
  const stop = await start();
  const times = [];
  for (let done = 0; done < presses; done += 1) {
    const pressed = change(button.pin, 0);
    const lit = change(lamp.pin, 1);
    board.stdin.write(`wire ${button.pin} low\n`);
    times.push(((await lit) - (await pressed)) / 1_000);
    const dark = change(lamp.pin, 0);
    await pause(pressMs);
    board.stdin.write(`wire ${button.pin} open\n`);
    await dark;
    await pause(pauseMs);
  }
  await stop();
  return times.map((ms) => Math.round(ms * 1_000) / 1_000);
}

/**
 * @param {number} pin
 * @param {0 | 1} level
 * @returns {Promise<number>} when that pin next comes to that level, in microseconds of CLOCK_MONOTONIC
 */
function change(pin, level) {
  return new Promise((resolve) => {
    const hear = (/** @type {string} */ line) => {
      const [word, which, to, atUs] = line.split(' ');
      if (word !== 'pin' || Number(which) !== pin || Number(to) !== level) return;
      lines.off('line', hear);
      resolve(Number(atUs));
    };
    lines.on('line', hear);
  });
}
