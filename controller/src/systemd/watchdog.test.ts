import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { callMessages, newId } from '@etapiste/protocol';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { BenchBroker, BenchHub, eventually } from '../testing/index.js';

const program = new URL('../../dist/main.js', import.meta.url).pathname;
const rig = (name: string) => new URL(`../../rigs/systemd/${name}`, import.meta.url).pathname;

interface SupervisorEvent {
  readonly event: 'started' | 'told' | 'killed' | 'ended';
  readonly line?: string;
  readonly pid?: number;
}

describe('a controller that systemd looks after', () => {
  let folder: string;
  let broker: BenchBroker;
  let hub: BenchHub;
  let supervisor: ChildProcess;
  let events: SupervisorEvent[];
  let log: string;

  beforeAll(() => {
    if (!existsSync(program)) throw new Error('Build first: npx tsc -b controller');
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etapiste-watchdog-'));
    await mkdir(join(folder, 'outbox'));
    await writeFile(join(folder, 'password'), 'x');
    broker = new BenchBroker();
    await broker.start();
    hub = await BenchHub.open(broker.url, 'porvoo-1');
  });

  afterEach(async () => {
    supervisor.kill('SIGKILL');
    await hub.close();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (breaks: 'loop' | 'driver', node: readonly string[] = []) => {
    events = [];
    log = '';
    // oxlint-disable-next-line no-console -- told once, to whoever reads the log of a failed run
    onTestFailed(() => console.error(events.map((event) => JSON.stringify(event)).join('\n'), log));
    const controller = [process.execPath, ...node, '--import', rig('hands.mjs'), program, '--simulate', '0'];
    supervisor = spawn('python3', [rig('supervise.py'), join(folder, 'notify'), '3', ...controller], {
      env: {
        PATH: process.env['PATH'],
        ETAPISTE_RIG_BREAKS: breaks,
        ETAPISTE_ROOM_ID: 'porvoo-1',
        ETAPISTE_MQTT_URL: broker.url,
        ETAPISTE_MQTT_PASSWORD_FILE: join(folder, 'password'),
        ETAPISTE_DATA_DIR: folder,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    createInterface({ input: supervisor.stdout! }).on('line', (line) => events.push(JSON.parse(line) as SupervisorEvent));
    supervisor.stderr!.setEncoding('utf8').on('data', (text: string) => (log += text));
  };
  const told = () => events.flatMap(({ line }) => line ?? []);
  const pids = () => events.flatMap(({ pid }) => pid ?? []);
  const times = (line: string) => told().filter((said) => said === line).length;
  const signs = async (more: number) => {
    const before = times('WATCHDOG=1');
    await eventually(() => expect(times('WATCHDOG=1')).toBeGreaterThanOrEqual(before + more));
  };
  const isUp = (starts: number) => eventually(() => expect(times('READY=1')).toBe(starts));
  /** The page of the room that was started last. */
  const door = () => [...log.matchAll(/"simulate":"([^"]+)"/g)].at(-1)?.[1] ?? '';
  const lamp = async () => ((await (await fetch(`${door()}/simulate/state`)).json()) as { lamp: string }).lamp;
  const press = () =>
    fetch(`${door()}/simulate/button`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"action":"press"}',
    });

  it('says that the room works and lives, also while the broker is away; and that it stops', async () => {
    await hub.sayPresence('online');
    start('loop');
    await isUp(1);
    await eventually(() => expect(told()).toContain('STATUS=porvoo-1: simulated works; the hub is online'));
    await broker.stop();
    await eventually(() => expect(told().at(-1)).toContain('the hub is out of reach'));
    await signs(4);
    supervisor.kill('SIGTERM');
    await once(supervisor, 'close');
    expect(events.slice(-2)).toEqual([
      { event: 'told', line: 'STOPPING=1' },
      { event: 'ended', status: 0 },
    ]);
    expect(pids()).toHaveLength(1);
  });

  it('is started again when its loop is blocked, and when it is killed; lamp and outbox tell the truth then', async () => {
    start('loop');
    await isUp(1);
    const openCall = { id: newId(), state: 'open', word: 'shown', openedAt: new Date().toISOString() } as const;
    const policy = { lockoutSeconds: 2, notReachedSeconds: 20, endPressSeconds: 3 };
    await hub.say(callMessages.state, { call: openCall, policy });
    await eventually(async () => expect(await lamp()).toBe('shown'));
    await press();
    // Whole: while it is written it has a longer name.
    await eventually(async () => expect(await readdir(join(folder, 'outbox'))).toEqual([expect.stringMatching(/\.json$/)]));
    process.kill(pids()[0]!, 'SIGUSR2');

    await isUp(2);
    expect(events.map(({ event }) => event)).toContain('killed');
    expect(await readdir(join(folder, 'outbox'))).toHaveLength(1);
    const { id } = hub.lastSaid(callMessages.raised)!;
    await eventually(() => expect(hub.lastSaid(callMessages.raised)).toMatchObject({ id, ageMs: null }));
    await hub.say(callMessages.confirmed, { id, outcome: 'joined', callId: openCall.id });
    await eventually(async () => expect(await lamp()).toBe('shown'));
    await eventually(async () => expect(await readdir(join(folder, 'outbox'))).toEqual([]));

    process.kill(pids()[1]!, 'SIGKILL');
    await isUp(3);
    await eventually(async () => expect(await lamp()).toBe('shown'));
  });

  it('is started again when a driver does not come back from its work', async () => {
    start('driver');
    await isUp(1);
    process.kill(pids()[0]!, 'SIGUSR2');
    await eventually(() => expect(log).toContain('the board hangs'));
    await isUp(2);
    expect(events.map(({ event }) => event)).toContain('killed');
  });

  it('lives also where the addon could not be built', async () => {
    const addon = createRequire(import.meta.url).resolve('sd-notify');
    const hook = `export const load = (url, context, next) => url.endsWith(${JSON.stringify(addon)}) ? Promise.reject(new Error('no addon here')) : next(url, context)`;
    const without = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(hook))});`;
    start('loop', ['--import', dataUrl(without)]);
    await isUp(1);
    await signs(4);
    expect(log).toContain('systemd-notify speaks instead');
    expect(pids()).toHaveLength(1);
  });
});

const dataUrl = (module: string) => `data:text/javascript,${encodeURIComponent(module)}`;
