import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installDebianPackages, missingPackages } from './debian.mjs';
import { LogFile } from './log-file.mjs';
import { Steps } from './step.mjs';
import { openTerminal } from './terminal.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etapiste-debian-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('only what is not installed is missing, also among names that Debian does not know', async () => {
  expect(await missingPackages(['dpkg', 'etapiste-not-there', 'coreutils'])).toEqual(['etapiste-not-there']);
  expect(await missingPackages(['dpkg', 'coreutils'])).toEqual([]);
});

test('where nothing is missing, nothing is run and nothing is said', async () => {
  let shown = '';
  const steps = new Steps(openTerminal({ write: (text) => (shown += text) }), (name) => new LogFile(folder, name));
  expect(await installDebianPackages(steps, { needed: ['dpkg'], video: ['coreutils'] })).toBe(null);
  expect(shown).toBe('');
});
