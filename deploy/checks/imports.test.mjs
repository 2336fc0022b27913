import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wrongImports } from './imports.mjs';

/** @type {string} */
let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'etapiste-imports-'));
  manifest('.', { devDependencies: { vitest: '*' } });
  manifest('protocol', { dependencies: { zod: '*' } });
  for (const name of ['controller', 'gateway', 'dashboard']) {
    manifest(name, { dependencies: { '@etapiste/protocol': '*', zod: '*' }, devDependencies: { aedes: '*' } });
  }
  manifest('deploy', { devDependencies: { mqtt: '*' } });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/**
 * @param {string} folder
 * @param {object} content
 */
const manifest = (folder, content) =>
  write(`${folder}/package.json`, JSON.stringify({ name: folder === '.' ? 'etapiste' : `@etapiste/${folder}`, ...content }));

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

test.each([
  ['a page composes subjects', 'dashboard/src/pages/advisor/main.ts', `import { CallCard } from '../../calls/call-card.js';`],
  ['a package talks the protocol', 'gateway/src/calls/calls.mqtt.ts', `import { callMessages } from '@etapiste/protocol';`],
  ['a subject uses plumbing', 'gateway/src/calls/calls.mqtt.ts', `import { RoomLink } from '../broker/room-link.js';`],
  ['a subject knocks at the front door', 'gateway/src/calls/calls.service.ts', `import { Register } from '../points/index.js';`],
  ['a subject hears what happened', 'gateway/src/faults/faults.ts', `import { CallEnded } from '../calls/calls.events.js';`],
  ['the main file composes everything', 'gateway/src/main.ts', `import { Calls } from './calls/calls.service.js';`],
  ['a hub reads files', 'gateway/src/config/config.ts', `import { readFileSync } from 'node:fs';`],
  [
    'a test uses what only tests need',
    'controller/src/mqtt/line.test.ts',
    `import { test } from 'vitest';\nimport { Aedes } from 'aedes';`,
  ],
  ['a set-up script reads its own files', 'deploy/setup/start.mjs', `import { build } from './build.mjs';\nimport 'mqtt';`],
  ['a text about imports is no import', 'protocol/src/wire/id.ts', `/** import from 'x' */ export const a = 'from "y"';`],
])('allowed: %s', (_, file, text) => {
  write(file, text);
  expect(wrongImports(root)).toEqual([]);
});

test.each([
  ['protocol reads a file', 'protocol/src/wire/id.ts', `import { readFileSync } from 'node:fs';`, 'runs in a browser'],
  ['protocol asks the hub', 'protocol/src/calls/call.ts', `import { Call } from '@etapiste/gateway';`, 'sideways'],
  ['the wire kit knows calls', 'protocol/src/wire/id.ts', `import { call } from '../calls/call.js';`, 'knows no subject'],
  ['a page reads a file', 'dashboard/src/ui/button.ts', `import fs from 'node:fs';`, 'runs in a browser'],
  ['a page imports the hub', 'dashboard/src/calls/card.ts', `import { Call } from '@etapiste/gateway';`, 'sideways'],
  ['a room digs in the hub', 'controller/src/calls/button.ts', `import { x } from '../../../gateway/src/main.js';`, 'sideways'],
  ['deploy imports protocol', 'deploy/system-tests/press.ts', `import { call } from '@etapiste/protocol';`, 'sideways'],
  ['deploy imports a sibling file', 'deploy/fleet/room.mjs', `export * from '../../controller/dist/main.js';`, 'sideways'],
  ['plumbing imports a subject', 'gateway/src/live/live.ts', `import type { Call } from '../calls/index.js';`, 'is plumbing'],
  [
    'a subject digs in another',
    'gateway/src/faults/faults.ts',
    `import {\n  Call,\n} from '../calls/call.entity.js';`,
    'index.js',
  ],
  ['a subject digs lazily', 'gateway/src/faults/faults.ts', `const call = await import('../calls/call.entity.js');`, 'index.js'],
  ['an undeclared package', 'gateway/src/calls/calls.ts', `import _ from 'lodash/fp';`, 'not among the dependencies'],
  ['a shipped file uses a test package', 'controller/src/mqtt/line.ts', `import 'aedes';`, 'not among the dependencies'],
  ['a sibling declared by mistake', 'dashboard/src/calls/a.ts', `export { b } from '@etapiste/controller/b';`, 'sideways'],
])('refused: %s', (_, file, text, why) => {
  write(file, `import { z } from 'zod';\n${text}\n`);
  manifest('dashboard', { dependencies: { '@etapiste/controller': '*', zod: '*' } });
  if (file.startsWith('deploy')) write(file, text);
  expect(wrongImports(root)).toEqual([expect.stringMatching(new RegExp(`^${file}: '.*${why}`))]);
});

test('the check ends with code 1 and names the import, or with 0 in silence', () => {
  const check = fileURLToPath(new URL('imports.mjs', import.meta.url));
  expect(execFileSync(process.execPath, [check, root], { encoding: 'utf8' })).toBe('');

  write('gateway/src/live/live.ts', `import { Call } from '../calls/index.js';`);
  const { status, stderr } = spawnSync(process.execPath, [check, root], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain("gateway/src/live/live.ts: '../calls/index.js'");
});
