import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureSecrets } from './secrets.mjs';

/** @type {string} */
let dataDir;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'etapiste-secrets-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const read = (/** @type {string} */ name) => readFileSync(join(dataDir, 'secrets', name), 'utf8');
const mode = (/** @type {string} */ name) => statSync(join(dataDir, 'secrets', name)).mode & 0o777;

test('a first start makes every secret, readable by its owner only', () => {
  const { made, janus } = ensureSecrets(dataDir, ['porvoo-1', 'imatra-1']);

  expect(made).toBe(5);
  for (const name of ['rooms/porvoo-1.password', 'rooms/imatra-1.password', 'hub.password', 'media.key', 'janus.json']) {
    expect(mode(name)).toBe(0o600);
  }
  expect(mode('.')).toBe(0o700);
  expect(mode('rooms')).toBe(0o700);
  expect(Buffer.from(read('media.key'), 'base64')).toHaveLength(32);
  expect(read('rooms/porvoo-1.password')).not.toBe(read('rooms/imatra-1.password'));
  expect(new Set(Object.values(janus)).size).toBe(5);
});

test('a later start changes no secret, and makes only what a new room needs', () => {
  ensureSecrets(dataDir, ['porvoo-1']);
  const before = ['rooms/porvoo-1.password', 'hub.password', 'media.key', 'janus.json'].map(read);

  expect(ensureSecrets(dataDir, ['porvoo-1', 'imatra-1']).made).toBe(1);
  expect(['rooms/porvoo-1.password', 'hub.password', 'media.key', 'janus.json'].map(read)).toEqual(before);
});

test('a damaged secret stops the start instead of being replaced', () => {
  ensureSecrets(dataDir, []);
  writeFileSync(join(dataDir, 'secrets', 'media.key'), '');
  expect(() => ensureSecrets(dataDir, [])).toThrow(/media\.key is damaged/);
  expect(read('media.key')).toBe('');

  writeFileSync(join(dataDir, 'secrets', 'media.key'), 'x');
  writeFileSync(join(dataDir, 'secrets', 'janus.json'), '{"apiSecret":');
  expect(() => ensureSecrets(dataDir, [])).toThrow(/janus\.json is damaged/);
});
