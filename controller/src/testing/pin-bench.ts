import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Milliseconds } from '@etapiste/protocol';
import { systemClock } from '../clock/index.js';
import { SimChip } from './sim-chip.js';

// Measures the boards on the kernel's pins, inside the guest of controller/rigs/kernel, and prints one JSON document. Its parameter
// is the controller's own program.
const controller = process.argv[2] ?? '';
const stableMs = 50;
const samples = 30;
const idleMs = 15_000;
const patienceMs = 100_000;
const ticksPerSecond = 100;

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const nowMs = () => systemClock.monotonicMs();
const aMoment = new Int32Array(new SharedArrayBuffer(4));
/** Gives the one processor of the guest to others. */
const yieldFor = (ms: Milliseconds) => void Atomics.wait(aMoment, 0, 0, ms);

function waitUntil(isSo: () => boolean): Milliseconds {
  const sinceMs = nowMs();
  while (!isSo()) {
    if (nowMs() - sinceMs > patienceMs) throw new Error('the lamp does not answer');
    yieldFor(0.2);
  }
  return nowMs() - sinceMs;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}

async function pressToLight(board: string) {
  const chip = SimChip.create();
  chip.pull(17, true);
  const parameters = [program('./lamp-follows.js'), board, String(stableMs)];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const press = () => {
    chip.pull(17, false);
    const tookMs = waitUntil(() => chip.isHigh(27));
    chip.pull(17, true);
    waitUntil(() => !chip.isHigh(27));
    yieldFor(2 * stableMs);
    return tookMs;
  };
  const took = Array.from({ length: samples }, press).toSorted((a, b) => a - b);
  await end(child);
  chip.remove();
  const at = (part: number) => Number((took[Math.floor(part * samples)] ?? Number.NaN).toFixed(2));
  return { board, stableMs: board === 'bare' ? 0 : stableMs, medianMs: at(0.5), p95Ms: at(0.95), samples };
}

const cpuTicks = (pid: number) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
};

async function controllerWith(driver: string) {
  const chip = SimChip.create();
  chip.pull(17, true);
  const folder = `/dev/tmp/${driver}`;
  mkdirSync(folder);
  writeFileSync(`${folder}/password`, 'secret\n');
  const input = (pin: number) => ({ driver, pin, active: 'low', pull: 'none' });
  const plan = { callButtons: [input(17)], occupancySensors: [input(22)], lamps: [{ driver, pin: 27, active: 'high' }] };
  writeFileSync(`${folder}/hardware.yaml`, JSON.stringify(plan));
  const env = {
    ...process.env,
    ETAPISTE_ROOM_ID: 'nurmes-1',
    ETAPISTE_MQTT_PASSWORD_FILE: `${folder}/password`,
    ETAPISTE_DATA_DIR: folder,
    ETAPISTE_HARDWARE_FILE: `${folder}/hardware.yaml`,
    ETAPISTE_DOCUMENT_CAMERA: 'gst:videotestsrc',
  };
  const child = spawn(process.execPath, [controller], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if ((said += text).includes('the controller is up')) resolve();
    });
  });
  const pid = child.pid as number;
  await new Promise<void>((resolve) => void systemClock.after(idleMs / 4, resolve));
  const before = cpuTicks(pid);
  await new Promise<void>((resolve) => void systemClock.after(idleMs, resolve));
  const idleCpuPercent = ((cpuTicks(pid) - before) / ticksPerSecond / (idleMs / 1_000)) * 100;
  const rssKb = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  await end(child);
  chip.remove();
  return {
    drivers: driver,
    rssMb: Number(((rssKb * 1_024) / 1e6).toFixed(1)),
    idleCpuPercent: Number(idleCpuPercent.toFixed(2)),
  };
}

const light = [];
for (const board of ['bare', 'gpiochip', 'onoff']) light.push(await pressToLight(board));
const controllers = [];
for (const driver of ['gpiochip', 'onoff']) controllers.push(await controllerWith(driver));
process.stdout.write(`${JSON.stringify({ pressToLight: light, controller: controllers })}\n`);
