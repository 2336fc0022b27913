import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callMessages, deviceMessages, faultMessages, seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BenchBroker, BenchHub, eventually } from '../testing/index.js';

const program = new URL('../../dist/main.js', import.meta.url).pathname;

describe('a controller on a machine whose disk is read-only', () => {
  let folder: string;
  let broker: BenchBroker;
  let hub: BenchHub;
  let child: ChildProcess;
  let log: string;

  beforeEach(async () => {
    // On a disk, whose writes are counted: the folder for temporary things may be memory.
    folder = await mkdtemp('/var/tmp/etapiste-card-');
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'password'), 'x');
    broker = new BenchBroker();
    await broker.start();
    hub = await BenchHub.open(broker.url, 'porvoo-1');
  });

  afterEach(async () => {
    child.kill('SIGKILL');
    await hub.close();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** As the unit starts it: everything read-only, a /tmp of its own in memory, and perhaps one folder that can be written. */
  const start = async (writable: readonly string[]) => {
    const binds = writable.flatMap((path) => ['--bind', path, path]);
    // Programs and tests may themselves lie below /tmp: those stay to be seen.
    const own = [folder, new URL('../../..', import.meta.url).pathname].flatMap((path) => ['--ro-bind', path, path]);
    const root = [
      '--die-with-parent',
      '--ro-bind',
      '/',
      '/',
      '--dev',
      '/dev',
      '--proc',
      '/proc',
      '--tmpfs',
      '/tmp',
      ...own,
      ...binds,
    ];
    child = spawn('bwrap', [...root, '--', process.execPath, program, '--simulate', '0'], {
      env: {
        ETAPISTE_ROOM_ID: 'porvoo-1',
        ETAPISTE_MQTT_URL: broker.url,
        ETAPISTE_MQTT_PASSWORD_FILE: join(folder, 'password'),
        ETAPISTE_DATA_DIR: join(folder, 'data'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    log = '';
    for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => (log += text));
    await eventually(() => expect(log).toContain('"simulate":"'));
  };
  const press = () =>
    fetch(`${/"simulate":"([^"]+)"/.exec(log)?.[1]}/simulate/button`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"action":"press"}',
    });
  /** Bytes that the controller made the kernel write to a disk (proc(5)). */
  const written = async () => {
    const pid = (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).trim();
    return Number(/^write_bytes: (\d+)$/m.exec(await readFile(`/proc/${pid}/io`, 'utf8'))?.[1]);
  };

  it('writes nothing while nobody presses, however often it says how it is; a press is written', async () => {
    await start([join(folder, 'data')]);
    await eventually(() => expect(hub.said(deviceMessages.health)).not.toEqual([]));
    const before = await written();
    const isOld = () => expect(hub.lastSaid(deviceMessages.health)!.uptimeSeconds).toBeGreaterThanOrEqual(30);
    await vi.waitFor(isOld, { timeout: seconds(100), interval: 100 });
    expect(await written()).toBe(before);
    expect(hub.said(faultMessages['self-check']).at(-1)?.faults).toEqual([]);

    await press();
    await eventually(async () => expect(await readdir(join(folder, 'data', 'outbox'))).toHaveLength(1));
    expect(await written()).toBeGreaterThan(before);
  });

  it('calls also when there is no folder that it could write to, and says so', async () => {
    await start([]);
    await press();
    await eventually(() => expect(hub.said(callMessages.raised)).not.toEqual([]));
    await eventually(() => {
      const codes = hub.lastSaid(faultMessages['self-check'])?.faults.map(({ code }) => code);
      expect(codes).toEqual(['outbox-not-writable']);
    });
    child.kill('SIGTERM');
    await once(child, 'close');
  });
});
