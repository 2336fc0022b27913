// `npm test`: sets up what the tests need and runs everything that CI runs (DESIGN §10). `--long`: with the full counts.
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { debianPackages, installDebianPackages } from './debian.mjs';
import { LogFile } from './log-file.mjs';
import { checkNode, readMachine } from './machine.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { TemporaryPostgres } from './postgres.mjs';
import { endGroup, startGroup } from './process-group.mjs';
import { makeScratchFolder } from './scratch-folder.mjs';
import { StepFailed, Steps, Stopped } from './step.mjs';
import { Stop } from './stop.mjs';
import { openTerminal } from './terminal.mjs';
import { countTests } from './test-counts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const counts = process.argv.includes('--long') ? 'long' : 'short';
const seed = process.env['ETAPISTE_TEST_SEED'] ?? String(randomInt(1, 2 ** 31));
const terminal = openTerminal();
const scratch = join(root, '.test');
const steps = new Steps(terminal, (name) => new LogFile(scratch, name));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => steps.stop());

try {
  await main();
} catch (error) {
  if (!(error instanceof Stop || error instanceof Stopped)) throw error;
  terminal.bad(error instanceof Stop ? error.message : 'Stopped.');
  process.exitCode = 1;
}

async function main() {
  checkNode(engines.node);
  terminal.plain(`Tests of Etäpiste, ${counts} counts, seed ${seed} (repeat with ETAPISTE_TEST_SEED=${seed})`);
  mkdirSync(scratch, { recursive: true });
  await setUp();
  const isGood = await passes('check', { title: 'npm run check', cwd: root, command: ['npm', 'run', 'check'] });
  const isBuilt = await passes('build', { title: 'npm run build', cwd: root, command: ['npm', 'run', 'build'] });
  const checks = [isGood, isBuilt];
  const tests = await runTests(isBuilt);
  const passed = tests.passed + checks.filter(Boolean).length;
  const failed = tests.failed + checks.filter((check) => !check).length;
  terminal.plain(`\nseed ${seed}\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0;
}

async function setUp() {
  const machine = readMachine();
  terminal.done(`Node ${process.versions.node} on ${machine.name}`);
  if (machine.isDebian) {
    const { build, video, tests, testsOnBookwormAmd64 } = debianPackages;
    const kernel = machine.isBookwormAmd64 ? testsOnBookwormAmd64 : [];
    await installDebianPackages(steps, { needed: [...build, ...video, ...tests, ...kernel], video: [] });
  } else {
    terminal.note('Not Debian or Raspberry Pi OS 12: install what `deploy/setup/debian.mjs` lists yourself.');
  }
  const reason = await installNpmPackages(steps, root);
  if (reason) terminal.bad(`${reason} Tests of the document camera will fail.`);
}

/**
 * @param {string} name
 * @param {import('./step.mjs').Step} step
 * @returns {Promise<boolean>} false, with the whole output on the terminal, when it failed
 */
async function passes(name, step) {
  try {
    await steps.run(name, step);
    return true;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    terminal.bad(`${step.title} failed:`);
    terminal.plain(readFileSync(join(scratch, 'logs', `${name}.log`), 'utf8'));
    return false;
  }
}

/** @param {boolean} isBuilt the pages need not be built again for tests of the dashboard */
async function runTests(isBuilt) {
  const { path: TMPDIR, remove } = makeScratchFolder();
  const postgres = new TemporaryPostgres();
  try {
    const url = await postgres.start();
    const report = join(scratch, 'vitest.json');
    const env = {
      ...process.env,
      TMPDIR,
      ETAPISTE_TEST_SEED: seed,
      ETAPISTE_TEST_COUNTS: counts,
      ETAPISTE_TEST_POSTGRES_URL: url,
      ...(isBuilt ? { ETAPISTE_TEST_PAGES_DIR: join(root, 'dashboard', 'dist') } : {}),
    };
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await showing([join(root, 'node_modules', '.bin', 'vitest'), 'run', ...reporters], env);
    steps.refuseWhenStopping();
    return countTests(report, code);
  } finally {
    await postgres.stop();
    remove();
  }
}

/**
 * Runs a program to its end with its output on the terminal.
 * @param {[string, ...string[]]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
async function showing(command, env) {
  steps.refuseWhenStopping();
  const child = startGroup(command, { cwd: root, env });
  child.stdout.pipe(process.stdout, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  const release = steps.onStop(() => void endGroup(child, 10_000));
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
  } finally {
    release();
    await endGroup(child, 0);
  }
}
