import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from './eventually.mjs';
import { worthShowing } from './log-lines.mjs';

const start = fileURLToPath(new URL('start.mjs', import.meta.url));

/** @type {string} */
let dataDir;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'etapiste-start-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('the help names every variable of the environment that moves the demo', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [start, '--help']);
  for (const name of ['HTTP_PORT', 'MQTT_PORT', 'SIMULATE_PORT', 'JANUS_PORTS', 'DATA_DIR'])
    expect(stdout).toContain(`ETAPISTE_${name}`);
});

test('a wrong environment is one sentence and code 1, before anything is touched', async () => {
  const env = { ...process.env, ETAPISTE_DATA_DIR: join(dataDir, 'data'), ETAPISTE_HTTP_PORT: '80 80' };
  const failure = await promisify(execFile)(process.execPath, [start], { env }).catch((error) => error);
  expect(failure.code).toBe(1);
  expect(failure.stdout).toMatch(
    /✗ The environment is not right: ETAPISTE_HTTP_PORT="80 80" should be a port from 1 to 65535\.\n$/,
  );
  expect(failure.stderr).toBe('');
});

test('a data folder that cannot be made is said in one line', async () => {
  const env = { ...process.env, ETAPISTE_DATA_DIR: `${start}/data` };
  const failure = await promisify(execFile)(process.execPath, [start], { env }).catch((error) => error);
  expect(failure.code).toBe(1);
  expect(failure.stdout).toMatch(/✗ ENOTDIR.*start\.mjs\/data'\n$/);
  expect(failure.stderr).toBe('');
});

test('the start ends when the npm that started it is gone', async () => {
  const wishes = new URL('stop-wishes.mjs', import.meta.url).href;
  const program = `const { wishToStop } = await import('${wishes}');
    const alive = setInterval(() => {}, 1e6);
    const wish = wishToStop({ lookEveryMs: 20 });
    console.log('pid ' + process.pid);
    await wish;
    console.log('asked to stop');
    clearInterval(alive);`;
  const env = { ...process.env, npm_lifecycle_event: 'start', PROGRAM: program };
  const shell = spawn('sh', ['-c', `'${process.execPath}' --input-type=module -e "$PROGRAM"; true`], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  shell.stdout.on('data', (text) => (said += text));
  await eventually(() => expect(said).toContain('pid '));
  shell.kill('SIGKILL');
  await once(shell, 'exit');

  try {
    await eventually(() => expect(said).toContain('asked to stop'));
  } catch (error) {
    process.kill(Number(/pid (\d+)/.exec(said)?.[1]), 'SIGKILL');
    throw error;
  }
});

test.each([
  ['{"level":30,"msg":"Rooms can connect"}', undefined],
  ['{"level":40,"msg":"Mail cannot be sent","err":{"message":"no server"}}', 'Mail cannot be sent: no server'],
  ['{"level":50,"msg":', undefined],
  ['[Sun Nov 22 04:00:00 2026] [ERR] [ice.c:10] No address', '[Sun Nov 22 04:00:00 2026] [ERR] [ice.c:10] No address'],
  ['Janus version: 1102', undefined],
  ['TypeError: x is not a function', 'TypeError: x is not a function'],
])('of the log line %s the terminal shows %s', (line, shown) => {
  expect(worthShowing(line)).toBe(shown);
});
