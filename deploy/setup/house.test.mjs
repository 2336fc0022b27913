import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDemo, welcome, writeDemo } from './demo.mjs';
import { House } from './house.mjs';
import { freePort } from './ports.mjs';
import { ensureSecrets } from './secrets.mjs';
import { readSettings, roomIds } from './settings.mjs';
import { openTerminal } from './terminal.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @typedef {{ hub: string, rooms: { id: string, simulate: string }[], accounts: { roles: string[] }[] }} Demo */

/** @type {string} */
let dataDir;
/** @type {House} */
let house;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'etapiste-house-'));
  const env = {
    ETAPISTE_DATA_DIR: dataDir,
    ETAPISTE_HTTP_PORT: String(await freePort()),
    ETAPISTE_MQTT_PORT: String(await freePort()),
    ETAPISTE_SIMULATE_PORT: String(await freePort()),
  };
  ensureSecrets(dataDir, roomIds);
  house = new House(root, readSettings(env, root), null, openTerminal({ write: () => {} }));
});
afterEach(async () => {
  await house.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the demo is up when its rooms are online; it says where everything is, and who can come in, only while it runs', async () => {
  await house.start();
  await writeDemo(house);
  const { hub, rooms, accounts } = /** @type {Demo} */ (JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')));
  expect(hub).toBe(house.hubUrl);
  expect(rooms.map(({ id }) => id)).toEqual(roomIds);
  expect(new Set(accounts.flatMap(({ roles }) => roles))).toContain('maintainer');
  expect(welcome(house, 'no camera here')).toContain(`${hub}/advisor`);
  for (const { simulate } of rooms) expect((await fetch(`${simulate}/simulate/state`)).ok).toBe(true);

  removeDemo(dataDir);
  await house.stop();
  expect(existsSync(join(dataDir, 'demo.json'))).toBe(false);
  await expect(fetch(`${hub}/health/live`)).rejects.toThrow('fetch failed');
});
