import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.mjs';

/** @type {string} */
let dataDir;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'etapiste-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const lockModule = new URL('lock.mjs', import.meta.url).href;

/** A process that takes the lock and lives until it is killed. */
async function anotherStart() {
  const program = `import { takeLock } from '${lockModule}'; takeLock(process.argv[1]); console.log('taken'); setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a second start on the same data folder is told who holds it', async () => {
  const first = await anotherStart();
  try {
    expect(() => takeLock(dataDir)).toThrow(`already runs on this data folder (process ${first.pid})`);
  } finally {
    first.kill('SIGKILL');
    await once(first, 'exit');
  }
});

test('a start that was killed holds nobody up', async () => {
  const first = await anotherStart();
  first.kill('SIGKILL');
  await once(first, 'exit');

  const unlock = takeLock(dataDir);
  unlock();
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a lock whose pid belongs to another program by now is stale', () => {
  // This very process, but started at another moment.
  writeFileSync(join(dataDir, 'start.lock'), `${process.pid} 1\n`);
  expect(() => takeLock(dataDir)()).not.toThrow();
});

test('a lock with nonsense in it is stale', () => {
  writeFileSync(join(dataDir, 'start.lock'), '');
  expect(() => takeLock(dataDir)()).not.toThrow();
});

test('giving the lock back lets the next start in', () => {
  takeLock(dataDir)();
  expect(() => takeLock(dataDir)()).not.toThrow();
});
