import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprintOf } from './build.mjs';
import { isInstalled } from './npm-packages.mjs';

/** @type {string} */
let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'etapiste-build-'));
  write('package-lock.json', JSON.stringify({ packages: wanted }));
  write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
  write('node_modules/lit/package.json', '{}');
  write('gateway/src/main.ts', 'export {};');
  write('gateway/package.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const installed = { 'node_modules/lit': { version: '3.3.3' } };
const wanted = {
  ...installed,
  '': { version: '0.1.0' },
  gateway: { version: '0.1.0' },
  'node_modules/@etapiste/gateway': { link: true },
  'node_modules/for-another-machine': { version: '1.0.0', optional: true },
};

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}
const fingerprint = () => fingerprintOf(root, ['package-lock.json', 'gateway']);

test('a file that is only touched, or made by a tool, builds nothing', () => {
  const before = fingerprint();
  utimesSync(join(root, 'gateway/src/main.ts'), new Date(), new Date());
  write('gateway/dist/main.js', 'built');
  write('gateway/tsconfig.tsbuildinfo', 'notes');
  write('gateway/src/generated/texts.ts', 'made');
  expect(fingerprint()).toBe(before);
});

test('a changed, new, renamed or removed source file builds again', () => {
  const seen = new Set([fingerprint()]);
  write('gateway/src/main.ts', 'export {}; // changed');
  seen.add(fingerprint());
  write('gateway/src/new.ts', 'export {};');
  seen.add(fingerprint());
  rmSync(join(root, 'gateway/src/new.ts'));
  write('gateway/src/renamed.ts', 'export {};');
  seen.add(fingerprint());
  rmSync(join(root, 'gateway/src/renamed.ts'));
  rmSync(join(root, 'gateway/package.json'));
  seen.add(fingerprint());
  expect(seen.size).toBe(5);
});

test('installed packages that match the lock are left alone, also without those for other machines', () => {
  expect(isInstalled(root)).toBe(true);
});

test('packages are installed again when the lock moved on, a folder is gone, or an installation was cut short', () => {
  write('package-lock.json', JSON.stringify({ packages: { ...wanted, 'node_modules/lit': { version: '3.4.0' } } }));
  expect(isInstalled(root)).toBe(false);

  write('package-lock.json', JSON.stringify({ packages: wanted }));
  rmSync(join(root, 'node_modules/lit'), { recursive: true });
  expect(isInstalled(root)).toBe(false);

  write('node_modules/lit/package.json', '{}');
  rmSync(join(root, 'node_modules/.package-lock.json'));
  expect(isInstalled(root)).toBe(false);
});
