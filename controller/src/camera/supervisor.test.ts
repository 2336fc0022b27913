import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ManualClock, systemClock } from '../clock/index.js';
import { silentLog } from '../log/index.js';
import { onBusyMachine } from '../testing/index.js';
import { simulatedCamera } from './camera-choice.js';
import type { SenderOrder } from './sender-messages.js';
import { CameraSupervisor, type CameraReport } from './supervisor.js';

/** The built one: a camera's process is a process, in tests too. */
const senderModule = new URL('../../dist/camera/sender.js', import.meta.url);
const soon = { timeout: 100_000, interval: 50 };

let hub: Socket;
let ssrcs: number[];
let supervisor: CameraSupervisor;
let reports: CameraReport[];
let programs: string[];

beforeEach(async () => {
  ssrcs = [];
  reports = [];
  programs = [];
  hub = createSocket('udp4').on('message', (packet) => ssrcs.push(packet.readUInt32BE(8)));
  hub.bind(0, '127.0.0.1');
  await once(hub, 'listening');
  supervisor = new CameraSupervisor(senderModule, simulatedCamera, systemClock, silentLog());
  supervisor.onReport((report) => reports.push(report));
});
afterEach(async () => {
  await supervisor.stop();
  hub.close();
  for (const file of programs) await rm(dirname(file), { recursive: true });
});

const order = (mode: SenderOrder['mode'] = 'paper'): SenderOrder => ({
  key: randomBytes(30).toString('base64'),
  host: '127.0.0.1',
  port: hub.address().port,
  kbps: 1_000,
  mode,
});
const states = () => reports.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1]);
/** A camera process of the test's own, for what GStreamer does not do on demand. */
const program = async (text: string): Promise<URL> => {
  const file = join(await mkdtemp(join(tmpdir(), 'etapiste-sender-')), 'sender.mjs');
  await writeFile(file, text);
  programs.push(file);
  return pathToFileURL(file);
};
const isAlive = (pid: number) => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

describe('the camera’s process', onBusyMachine, () => {
  test('sends a picture while it is wanted, and nothing afterwards', async () => {
    supervisor.start(order());
    await vi.waitFor(() => expect(states()).toContain('live'), soon);
    await vi.waitFor(() => expect(ssrcs.length).toBeGreaterThan(20), soon);
    const pid = supervisor.pid as number;

    await supervisor.stop();

    expect(isAlive(pid)).toBe(false);
  });

  test('killed, it comes back by itself, as a new source that viewers can follow', async () => {
    supervisor.start(order());
    await vi.waitFor(() => expect(ssrcs.length).toBeGreaterThan(0), soon);
    const first = supervisor.pid as number;
    process.kill(first, 'SIGKILL');

    await vi.waitFor(() => expect(new Set(ssrcs).size).toBe(2), soon);

    expect(supervisor.pid).not.toBe(first);
    await vi.waitFor(() => expect(states()).toEqual(['starting', 'live', 'failed', 'live']), soon);
  });

  test('hanging, it is killed and another one begins', async () => {
    supervisor.start(order());
    await vi.waitFor(() => expect(states()).toContain('live'), soon);
    const first = supervisor.pid as number;
    supervisor.setMode('hang');
    await vi.waitFor(() => expect(states()).toContain('failed'), soon);
    await vi.waitFor(() => expect(isAlive(first)).toBe(false), soon);
    supervisor.setMode('paper');

    await vi.waitFor(() => expect(states().at(-1)).toBe('live'), soon);
  });

  test('unplugged, the camera says so, and goes on when it is plugged in again', async () => {
    supervisor.start(order('unplug'));
    await vi.waitFor(() => expect(states()).toContain('no-device'), soon);
    const { pid } = supervisor;
    supervisor.setMode('paper');

    await vi.waitFor(() => expect(states().at(-1)).toBe('live'), soon);
    expect(supervisor.pid).toBe(pid);
  });

  test('a camera that hangs on its last frame is a fault, and is not shown again until it moves', async () => {
    supervisor.start(order());
    await vi.waitFor(() => expect(states()).toContain('live'), soon);
    supervisor.setMode('freeze');
    await vi.waitFor(() => expect(reports.filter(({ state }) => state === 'failed').length).toBeGreaterThan(1), soon);
    expect(reports.at(-1)?.detail).toContain('repeats one and the same frame');
    expect(states()).toEqual(['starting', 'live', 'failed']);
    const [first] = ssrcs;
    expect(ssrcs.every((ssrc) => ssrc === first)).toBe(true);

    supervisor.setMode('paper');
    await vi.waitFor(() => expect(states().at(-1)).toBe('live'), soon);
  });

  test('a lens that is covered is told from one that sees nothing, and neither is a fault', async () => {
    supervisor.start(order('covered'));
    await vi.waitFor(() => expect(states()).toEqual(['starting', 'covered']), soon);
    supervisor.setMode('black');
    await vi.waitFor(() => expect(states().at(-1)).toBe('black'), soon);
    const seen = reports.length;
    await vi.waitFor(() => expect(reports.length).toBeGreaterThan(seen + 8), soon);
    expect(states()).toEqual(['starting', 'covered', 'black']);
  });

  test('its key is nowhere that another process could read', async () => {
    const wanted = order();
    supervisor.start(wanted);
    await vi.waitFor(() => expect(states()).toContain('live'), soon);

    const seen = ['cmdline', 'environ'].map((file) => readFileSync(`/proc/${supervisor.pid}/${file}`, 'utf8')).join('');
    expect(seen).not.toContain(wanted.key);
    expect(seen).not.toContain(Buffer.from(wanted.key, 'base64').toString('hex'));
    expect(JSON.stringify(reports)).not.toContain(wanted.key);
  });

  test('a process that dies is replaced at once, and only one that dies again is waited for', async () => {
    const clock = new ManualClock();
    const mortal = await program(`process.exit(7);`);
    const dying = new CameraSupervisor(mortal, simulatedCamera, clock, silentLog());
    dying.onReport((report) => reports.push(report));
    const deaths = () => reports.filter(({ state }) => state === 'failed').length;
    dying.start(order());
    await vi.waitFor(() => expect(deaths()).toBe(1), soon);
    clock.pass(1);
    await vi.waitFor(() => expect(deaths()).toBe(2), soon);

    clock.pass(seconds(0.3));
    expect(dying.pid).toBeUndefined();
    clock.pass(seconds(0.5));
    expect(dying.pid).toBeDefined();
    await dying.stop();
  });

  test('where GStreamer cannot be loaded it fails with words, and is tried again', async () => {
    const nowhere = new URL('../../dist/camera/no-such-sender.js', import.meta.url);
    const broken = new CameraSupervisor(nowhere, simulatedCamera, systemClock, silentLog());
    broken.onReport((report) => reports.push(report));
    broken.start(order());

    await vi.waitFor(() => expect(reports.filter(({ state }) => state === 'failed').length).toBeGreaterThan(1), soon);
    expect(reports.find(({ state }) => state === 'failed')?.detail).toContain('the camera process ended');
    await broken.stop();
  });

  test('a process that eats memory is ended before the room’s controller has none', async () => {
    const greedy = await program(`
      const eaten = [];
      setInterval(() => {
        if (eaten.length < 10) eaten.push(Buffer.alloc(40 * 2 ** 20, 1));
        process.send({ kind: 'pulse', frames: eaten.length + performance.now(), shows: 'live', size: { width: 1280, height: 720 } });
      }, 100);`);
    const eater = new CameraSupervisor(greedy, simulatedCamera, systemClock, silentLog());
    eater.onReport((report) => reports.push(report));
    eater.start(order());
    await vi.waitFor(() => expect(states()).toContain('failed'), soon);
    expect(reports.find(({ state }) => state === 'failed')?.detail).toMatch(/used \d+ MB of memory/);
    await eater.stop();
  });

  test('an encoder that cannot change its rate is started anew: at once for less, and not at all for a little more', async () => {
    const begun = vi.fn<(kbps: number) => void>();
    const fixed = await program(`
      process.on('message', ({ kind, order }) => {
        if (kind !== 'start') return;
        process.send({ kind: 'begun', encoder: 'v4l2h264' });
        let frames = 0;
        const size = { width: order.kbps, height: 720 };
        setInterval(() => process.send({ kind: 'pulse', frames: ++frames, shows: 'live', size }), 100);
      });`);
    const pi = new CameraSupervisor(fixed, simulatedCamera, systemClock, silentLog());
    pi.onReport(({ width }) => width !== null && begun(width));
    pi.start({ ...order(), kbps: 1_000 });
    await vi.waitFor(() => expect(begun).toHaveBeenLastCalledWith(1_000), soon);
    const { pid } = pi;
    pi.setKbps(1_200);
    expect(pi.pid).toBe(pid);
    pi.setKbps(300);
    await vi.waitFor(() => expect(begun).toHaveBeenLastCalledWith(300), soon);
    expect(pi.pid).not.toBe(pid);
    await pi.stop();
  });
});
