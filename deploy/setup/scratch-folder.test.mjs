import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder } from './scratch-folder.mjs';

test('what tests write goes to the disk where memory has no room for it, and is removed', () => {
  const folder = makeScratchFolder(Number.MAX_SAFE_INTEGER);
  expect(dirname(folder.path)).toBe(tmpdir());
  expect(existsSync(folder.path)).toBe(true);
  folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});
