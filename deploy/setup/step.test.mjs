import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from './eventually.mjs';
import { LogFile } from './log-file.mjs';
import { StepFailed, Steps, Stopped } from './step.mjs';
import { openTerminal } from './terminal.mjs';

/** @type {string} */
let folder;
/** @type {string} */
let shown;
/** @type {Steps} */
let steps;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etapiste-step-'));
  shown = '';
  steps = new Steps(openTerminal({ write: (text) => (shown += text) }), (name) => new LogFile(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = () => readFileSync(join(folder, 'logs/pages.log'), 'utf8');

/**
 * @param {string} script
 * @param {boolean} [mayNotBeCut]
 */
const run = (script, mayNotBeCut = false) =>
  steps.run('pages', { title: 'Building pages', command: ['sh', '-c', script], cwd: folder, mayNotBeCut });

test('a step that goes well is one line before and one after, with the rest in its log', async () => {
  await run('echo many details; echo and a warning >&2');
  expect(shown).toMatch(/^ {2}• Building pages …\n {2}✓ Building pages \(\d+ s\)\n$/);
  expect(log()).toContain('many details');
  expect(log()).toContain('and a warning');
});

test('a step that fails shows its last lines', async () => {
  await expect(run('echo first; seq 30; echo no space left; exit 3')).rejects.toThrow(
    /Building pages failed \(code 3\)[^]*no space left$/,
  );
  await expect(run('echo first; seq 30; exit 3')).rejects.not.toThrow(/first/);
});

test('a step that cannot be started at all fails like one that ends badly', async () => {
  const step = { title: 'Building pages', command: /** @type {[string]} */ (['/nowhere/program']), cwd: folder };
  await expect(steps.run('pages', step)).rejects.toBeInstanceOf(StepFailed);
});

test('a stop half-way ends the step with everything it started', async () => {
  const running = run('echo begun; sleep 1000 & sleep 1000');
  await eventually(() => expect(log()).toContain('begun'));
  steps.stop();
  await expect(running).rejects.toBeInstanceOf(Stopped);
  await expect(run('echo never')).rejects.toBeInstanceOf(Stopped);
});

test('an installer is not cut in half by a stop, but nothing follows it', async () => {
  const running = run('echo begun; while [ ! -e go ]; do sleep 0.05; done; touch finished', true);
  await eventually(() => expect(log()).toContain('begun'));
  steps.stop();
  expect(shown).toContain('must not be cut in half');
  writeFileSync(join(folder, 'go'), '');

  await expect(running).rejects.toBeInstanceOf(Stopped);
  expect(existsSync(join(folder, 'finished'))).toBe(true);
});
