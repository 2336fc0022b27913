// What one controller costs while nothing happens, with each set of drivers that this machine can run: memory, and part of a core over
// a minute. `node deploy/benchmarks/controller-use.mjs [seconds]` prints JSON, one object a set. Needs what `npm test` installs.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../setup/ports.mjs';
import { cpuMsOf, memoryMbOf } from './process-use.mjs';
import { Program } from './program.mjs';

const controller = fileURLToPath(new URL('../../controller', import.meta.url));
/** Until loading and the first connections are over. */
const settlingMs = 10_000;

/** Everything that a driver or systemd may bring into the process: what is not there on this machine is loaded all the same. */
const everyLibrary = ['ioctl', 'epoll', 'onoff', 'firmata-io', 'serialport', 'johnny-five', 'sd-notify', 'mqtt'];

const zigbee = (/** @type {number} */ port) => `zigbee: { broker: 'mqtt://127.0.0.1:${port}' }\n`;
const firmata = "firmata: { port: '/dev/serial/by-id/nothing-there' }\n";
const button = (/** @type {string} */ driver) => `  - { driver: ${driver}, pin: 17, active: low, pull: up }\n`;
const wireless = '  - { driver: zigbee, device: call-button }\n';

/** @type {Readonly<Record<string, (brokerPort: number) => { hardware?: string, libraries?: readonly string[] }>>} */
const sets = {
  none: () => ({ hardware: 'callButtons: []\n' }),
  simulated: () => ({}),
  zigbee: (port) => ({ hardware: `callButtons:\n${wireless}${zigbee(port)}` }),
  'firmata, board not there': () => ({ hardware: `callButtons:\n${button('firmata')}${firmata}` }),
  'all loaded': (port) => ({
    hardware: `callButtons:\n${['gpiochip', 'onoff', 'firmata'].map(button).join('')}${wireless}${zigbee(port)}${firmata}`,
    libraries: everyLibrary,
  }),
};

/** @typedef {{ drivers: string, rssMb: number, pssMb: number, cpuPercent: number }} ControllerUse */

/**
 * @param {number} seconds of idling that are measured
 * @returns {Promise<ControllerUse[]>} megabytes are 10⁶ bytes, the processor's share is of one core
 */
export async function measureControllerUse(seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'etapiste-controller-use-'));
  const port = await freePort();
  const broker = new Program('mosquitto', ['mosquitto', '-v', '-p', String(port)]);
  try {
    await broker.start(/running/);
    const uses = [];
    // One at a time: processes that share their code would each look smaller.
    for (const [drivers, plan] of Object.entries(sets)) uses.push({ drivers, ...(await use(folder, port, plan(port), seconds)) });
    return uses;
  } finally {
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {number} port of the broker
 * @param {{ hardware?: string, libraries?: readonly string[] }} set
 * @param {number} seconds
 */
async function use(folder, port, { hardware, libraries = [] }, seconds) {
  const password = join(folder, 'password');
  const plan = join(folder, 'hardware.yaml');
  const dataDir = join(folder, 'data');
  writeFileSync(password, 'x');
  writeFileSync(plan, hardware ?? '');
  mkdirSync(dataDir, { recursive: true });
  // In the order in which the controller itself does it: what saves memory comes first.
  const loading = libraries.length > 0 ? ['./dist/small-memory.js', ...libraries].flatMap((module) => ['--import', module]) : [];
  const program = new Program(
    'controller',
    [process.execPath, ...loading, 'dist/main.js', ...(hardware === undefined ? ['--simulate', '0'] : [])],
    {
      cwd: controller,
      env: {
        ETAPISTE_ROOM_ID: 'bench-1',
        ETAPISTE_MQTT_URL: `mqtt://127.0.0.1:${port}`,
        ETAPISTE_MQTT_PASSWORD_FILE: password,
        ETAPISTE_DATA_DIR: dataDir,
        ...(hardware === undefined ? {} : { ETAPISTE_HARDWARE_FILE: plan, ETAPISTE_DOCUMENT_CAMERA: 'gst:videotestsrc' }),
      },
    },
  );
  try {
    await program.start(/the controller is up/);
    await pass(settlingMs);
    const pid = /** @type {number} */ (program.pid);
    const before = cpuMsOf(pid);
    await pass(seconds * 1_000);
    const cpuPercent = (cpuMsOf(pid) - before) / (seconds * 10);
    return { rssMb: round(memoryMbOf(pid)), pssMb: round(pssMbOf(pid)), cpuPercent: round(cpuPercent) };
  } finally {
    await program.stop();
  }
}

/** Its own share of what it holds, Pss of proc(5): what would be free if it ended. */
const pssMbOf = (/** @type {number} */ pid) =>
  (Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) * 1_024) / 1_000_000;

const round = (/** @type {number} */ figure) => Math.round(figure * 100) / 100;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await measureControllerUse(Number(process.argv[2] ?? 60)), null, 2));
}
