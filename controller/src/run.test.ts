import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callMessages, deviceMessages } from '@etapiste/protocol';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BenchBroker, BenchHub, eventually } from './testing/index.js';

const program = new URL('../dist/main.js', import.meta.url).pathname;

describe('the controller as a process', () => {
  let folder: string;
  let broker: BenchBroker;
  let hub: BenchHub;
  let children: ChildProcess[];

  beforeAll(() => {
    if (!existsSync(program)) throw new Error('Build first: npx tsc -b controller');
  });

  beforeEach(async () => {
    children = [];
    folder = await mkdtemp(join(tmpdir(), 'etapiste-run-'));
    await writeFile(join(folder, 'password'), 'x');
    broker = new BenchBroker();
    await broker.start();
    hub = await BenchHub.open(broker.url, 'porvoo-1');
  });

  afterEach(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
    await hub.close();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (args: readonly string[], environment: Record<string, string> = {}) => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      ETAPISTE_ROOM_ID: 'porvoo-1',
      ETAPISTE_MQTT_URL: broker.url,
      ETAPISTE_MQTT_PASSWORD_FILE: join(folder, 'password'),
      ETAPISTE_DATA_DIR: join(folder, 'data'),
      ...environment,
    };
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (out += text));
    return { child, out: () => out, ended: once(child, 'close') as Promise<[number | null, string | null]> };
  };
  const doorOf = (out: string) => /"simulate":"([^"]+)"/.exec(out)?.[1];

  it('rings, keeps the press over a kill, and says stopped before it ends', async () => {
    const first = run(['--simulate', '0']);
    const door = await eventually(() => {
      const found = doorOf(first.out());
      if (!found) throw new Error(first.out());
      return found;
    });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${door}/simulate/button`, { method: 'POST', headers, body: '{"action":"press"}' });
    await eventually(() => expect(hub.said(callMessages.raised)).not.toEqual([]));
    const { id } = hub.said(callMessages.raised)[0] ?? {};
    first.child.kill('SIGKILL');
    await first.ended;
    await eventually(() => expect(hub.lastSaid(deviceMessages.presence)?.state).toBe('lost'));

    const second = run(['--simulate', '0']);
    await eventually(() => expect(hub.lastSaid(callMessages.raised)).toMatchObject({ id, ageMs: null }));
    second.child.kill('SIGTERM');
    expect(await second.ended).toEqual([0, null]);
    expect(hub.lastSaid(deviceMessages.presence)?.state).toBe('stopped');
  });

  it('refuses a wrong configuration, with every problem', async () => {
    const { out, ended } = run([], { ETAPISTE_ROOM_ID: '', ETAPISTE_LOG_LEVEL: 'loud' });
    expect((await ended)[0]).toBe(1);
    for (const key of ['ETAPISTE_HUB_URL: is missing', 'ETAPISTE_LOG_LEVEL', '--simulate: is missing'])
      expect(out()).toContain(key);
  });

  it('explains itself', async () => {
    const { out, ended } = run(['--help'], { ETAPISTE_ROOM_ID: '' });
    expect((await ended)[0]).toBe(0);
    expect(out()).toContain('ETAPISTE_MQTT_PASSWORD_FILE');
  });

  it('ends with an error when its port is taken, and says so', async () => {
    const { out, ended } = run(['--simulate', String(broker.port)]);
    expect((await ended)[0]).toBe(1);
    expect(out()).toContain('EADDRINUSE');
  });
});
