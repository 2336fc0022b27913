import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from './eventually.mjs';
import { LogFile } from './log-file.mjs';
import { SupervisedChild } from './supervised-child.mjs';

const times = { firstPauseMs: 20, longestPauseMs: 80, calmMs: 60_000, graceMs: 500 };

/** @type {string} */
let dataDir;
/** @type {SupervisedChild | undefined} */
let child;
/** @type {string[]} */
let lines;
/** @type {number[]} */
let pauses;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'etapiste-child-'));
  lines = [];
  pauses = [];
});
afterEach(async () => {
  await child?.stop();
  child = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

/** @param {string} program of Node */
function supervise(program, wantedTimes = times) {
  const log = new LogFile(dataDir, 'hub');
  const command = /** @type {const} */ ([process.execPath, '-e', program]);
  child = new SupervisedChild(
    { name: 'hub', command, env: process.env, cwd: dataDir, whenOrphaned: 'TERM', log },
    { line: (line) => lines.push(line), died: (_, pauseMs) => pauses.push(pauseMs) },
    wantedTimes,
  );
  child.start();
  return child;
}

const isAlive = (/** @type {number} */ pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
};

const withCamera = `
  const camera = require('node:child_process').spawn('sleep', ['1000']);
  console.log('camera ' + camera.pid);
  process.on('SIGTERM', () => process.exit());
  setInterval(() => {}, 1e6);`;

const cameraPid = async () => {
  await eventually(() => expect(lines[0]).toMatch(/^camera/));
  return Number(lines[0]?.split(' ')[1]);
};

test('a program that dies is started again, after longer and longer pauses up to a limit', async () => {
  const hub = supervise('process.exit(3)');
  await eventually(() => expect(pauses.length).toBeGreaterThanOrEqual(4));

  expect(pauses.slice(0, 4)).toEqual([20, 40, 80, 80]);
  expect(hub.deathsInARow).toBeGreaterThanOrEqual(4);
});

test('a program that lived calmly for a while is started again after the short pause', async () => {
  const hub = supervise('process.exit(3)', { ...times, calmMs: 0 });
  await eventually(() => expect(pauses.length).toBeGreaterThanOrEqual(3));

  expect(pauses.slice(0, 3)).toEqual([20, 20, 20]);
  expect(hub.deathsInARow).toBe(1);
});

test('a program that cannot be started at all is treated like one that dies', async () => {
  const log = new LogFile(dataDir, 'hub');
  child = new SupervisedChild(
    { name: 'hub', command: ['/nowhere/program'], env: process.env, cwd: dataDir, whenOrphaned: 'TERM', log },
    { line: () => {}, died: (_, pauseMs) => pauses.push(pauseMs) },
    times,
  );
  child.start();
  await eventually(() => expect(pauses.length).toBeGreaterThanOrEqual(2));
});

test('stopping leaves neither the program nor what it started', async () => {
  const hub = supervise(withCamera);
  const camera = await cameraPid();
  const pid = Number(hub.pid);
  await hub.stop();

  expect(isAlive(pid)).toBe(false);
  await eventually(() => expect(isAlive(camera)).toBe(false));
  expect(pauses).toEqual([]);
});

test('a program that will not stop is ended after its grace', async () => {
  const hub = supervise(`process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1e6);`);
  await eventually(() => expect(lines).toContain('deaf'));
  const pid = Number(hub.pid);
  await hub.stop();
  expect(isAlive(pid)).toBe(false);
});

test('a killed program takes its camera with it before it is started again', async () => {
  const hub = supervise(withCamera);
  const camera = await cameraPid();
  process.kill(Number(hub.pid), 'SIGKILL');

  await eventually(() => expect(isAlive(camera)).toBe(false));
  await eventually(() => expect(lines).toHaveLength(2));
});

test('stopping during a pause starts nothing any more', async () => {
  const hub = supervise('process.exit(3)', { ...times, firstPauseMs: 50, longestPauseMs: 50 });
  await eventually(() => expect(pauses).toHaveLength(1));
  await hub.stop();
  const [before] = [pauses.length];
  await hub.restart();
  expect(hub.pid).toBeUndefined();
  expect(pauses).toHaveLength(before);
});

test('a restart brings a new process without counting a death', async () => {
  const hub = supervise(`console.log('up'); setInterval(() => {}, 1e6);`);
  await eventually(() => expect(lines).toHaveLength(1));
  const before = hub.pid;
  await hub.restart();
  await eventually(() => expect(lines).toHaveLength(2));

  expect(hub.pid).not.toBe(before);
  expect(pauses).toEqual([]);
});

test('when the start itself is killed, its programs end too', async () => {
  const supervisor = `
    import { LogFile } from '${new URL('log-file.mjs', import.meta.url).href}';
    import { SupervisedChild } from '${new URL('supervised-child.mjs', import.meta.url).href}';
    const plan = { name: 'hub', command: ['sleep', '1000'], env: process.env, cwd: '/', whenOrphaned: 'TERM',
      log: new LogFile(process.argv[1], 'hub') };
    const child = new SupervisedChild(plan, { line() {}, died() {} });
    child.start();
    console.log(child.pid);`;
  const start = spawn(process.execPath, ['--input-type=module', '-e', supervisor, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(start.stdout, 'data');
  const pid = Number(output);
  const name = () => execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  await eventually(() => expect(name()).toBe('sleep'));
  start.kill('SIGKILL');

  await eventually(() => expect(isAlive(pid)).toBe(false));
});

test('the whole log is kept, and the one of the start before it', async () => {
  const log = new LogFile(dataDir, 'hub');
  log.open();
  log.write('yesterday');
  log.close();
  supervise(`console.log('today'); setInterval(() => {}, 1e6);`);
  await eventually(() => expect(lines).toContain('today'));

  expect(readFileSync(join(dataDir, 'logs/hub.log'), 'utf8')).toBe('today\n');
  expect(readFileSync(join(dataDir, 'logs/hub.log.1'), 'utf8')).toBe('yesterday\n');
  expect(existsSync(join(dataDir, 'logs/hub.log.2'))).toBe(false);
});
