import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countTests } from './test-counts.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etapiste-counts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * @param {number} passed
 * @param {number} failed
 * @param {object[]} files
 */
function report(passed, failed, files = []) {
  const file = join(folder, 'vitest.json');
  writeFileSync(file, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files }));
  return file;
}

test('passed and failed tests are counted', () => {
  expect(countTests(report(12, 0), 0)).toEqual({ passed: 12, failed: 0 });
  expect(countTests(report(12, 3), 1)).toEqual({ passed: 12, failed: 3 });
});

test('a test file that cannot be read is a failure', () => {
  const files = [
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [{}] },
  ];
  expect(countTests(report(12, 0, files), 1)).toEqual({ passed: 12, failed: 1 });
});

test('a run that ended badly is a failure even when every test passed', () => {
  expect(countTests(report(12, 0), 1)).toEqual({ passed: 12, failed: 1 });
});

test('a run that left no report is a failure', () => {
  expect(countTests(join(folder, 'nothing.json'), 0)).toEqual({ passed: 0, failed: 1 });
});
