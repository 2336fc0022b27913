import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { apiRoot, type CurrentSignIn } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from './config/config.js';
import { Hub } from './hub.js';
import { createLog } from './log/log.js';
import { SystemClock } from './time/clock.js';

const run = promisify(execFile);
const command = new URL('../dist/make-owner.js', import.meta.url).pathname;

describe('a hub outside the demo', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'etapiste-owner-'));
    env = { ETAPISTE_DATA_DIR: folder, ETAPISTE_HTTP_PORT: '0', ETAPISTE_MQTT_PORT: '0', ETAPISTE_LOG_LEVEL: 'silent' };
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const start = (more: NodeJS.ProcessEnv = {}) =>
    Hub.start({ config: readConfig({ ...env, ...more }), log: createLog('silent'), clock: new SystemClock() });
  const make = (...more: string[]) => run(process.execPath, [command, ...more], { env: { ...process.env, ...env } });

  it('does not start without an owner, says how to make one, and the command does it', async () => {
    await expect(start()).rejects.toThrow('npm run make-owner');
    const { stdout } = await make('--name', 'Olga Omistaja', '--email', 'Olga@Example.org');
    const [, password] = /Password +(\S+)/.exec(stdout) ?? [];
    const hub = await start();
    const response = await fetch(`${await hub.url()}${apiRoot}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userName: 'olga@example.org', password }),
    });
    const { person } = (await response.json()) as CurrentSignIn;
    expect(person).toMatchObject({ name: 'Olga Omistaja', mustChangePassword: true, grants: [] });
    await hub.stop();
  });

  it('does not start on what the demo has left: its people have no passwords', async () => {
    await (await start({ ETAPISTE_DEMO: '1' })).stop();
    await expect(start()).rejects.toThrow('made by the demo');
  });

  it('makes no owner without a name and an address', async () => {
    await expect(make('--name', 'Olga')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('e-mail address') });
  });
});
