import { existsSync, readFileSync } from 'node:fs';

/**
 * How many tests passed and failed, from vitest's JSON report. A file that could not even be read is a failure too, and so
 * is a run that ended badly for any other reason: nothing may look green by being absent.
 * @param {string} report
 * @param {number} exitCode of vitest
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(report, exitCode) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const unreadable = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = numFailedTests + unreadable.length;
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
