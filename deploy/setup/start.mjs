// `npm start`: sets up what is missing and runs the demo (DESIGN §10). Never asks anything.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { debianPackages, installDebianPackages } from './debian.mjs';
import { removeDemo, welcome, writeDemo } from './demo.mjs';
import { House } from './house.mjs';
import { takeLock } from './lock.mjs';
import { LogFile } from './log-file.mjs';
import { checkNode, readMachine } from './machine.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { checkPorts } from './ports.mjs';
import { ensureSecrets } from './secrets.mjs';
import { help, janusPortsOf, portsOf, readSettings, roomIds } from './settings.mjs';
import { Steps, Stopped } from './step.mjs';
import { Stop } from './stop.mjs';
import { wishToStop } from './stop-wishes.mjs';
import { openTerminal } from './terminal.mjs';
import { prepareVideo } from './video.mjs';
import { Watching } from './watching.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const isWatching = process.argv.includes('--watch');
const terminal = openTerminal();

if (process.argv.includes('--help')) {
  terminal.plain(help);
} else {
  await main().catch((error) => {
    const isRefusedBySystem = typeof error.syscall === 'string';
    if (!(error instanceof Stop || isRefusedBySystem)) throw error;
    terminal.bad(error.message);
    process.exitCode = 1;
  });
}

async function main() {
  terminal.plain(`Etäpiste ${version}`);
  checkNode(engines.node);
  const settings = readSettings(process.env, root);
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const unlock = takeLock(settings.dataDir);
  const steps = new Steps(terminal, (name) => new LogFile(settings.dataDir, name));
  const stopping = wishToStop();
  void stopping.then(() => steps.stop());
  try {
    removeDemo(settings.dataDir);
    const { janus, videoReason } = await setUp(settings, steps);
    await run(new House(root, settings, janus, terminal), settings, steps, stopping, videoReason);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    terminal.plain('Stopped.');
  } finally {
    unlock();
  }
}

/**
 * Everything that must be there before the first process starts; does only what is missing.
 * @param {import('./settings.mjs').Settings} settings
 * @param {Steps} steps
 */
async function setUp(settings, steps) {
  const machine = readMachine();
  terminal.done(`Node ${process.versions.node} on ${machine.name}`);
  if (!machine.isDebian) {
    terminal.note('Not Debian or Raspberry Pi OS 12: system packages are left to you (Janus and GStreamer for video).');
  }
  await checkPorts(portsOf(settings));
  const wanted = { needed: debianPackages.build, video: debianPackages.video };
  const packagesReason = machine.isDebian ? await installDebianPackages(steps, wanted) : null;
  const addonReason = await installNpmPackages(steps, root);
  await build(steps, root);
  const secrets = ensureSecrets(settings.dataDir, roomIds);
  if (secrets.made > 0) terminal.done(`${secrets.made} new secrets in ${join(settings.dataDir, 'secrets')}`);
  const video = await prepareVideo(settings, secrets.janus, packagesReason ?? addonReason);
  if (video.janus) await checkPorts(janusPortsOf(settings));
  return { janus: video.janus, videoReason: video.reason };
}

/**
 * @param {House} house
 * @param {import('./settings.mjs').Settings} settings
 * @param {Steps} steps
 * @param {Promise<unknown>} stopping
 * @param {string | null} videoReason
 */
async function run(house, settings, steps, stopping, videoReason) {
  steps.refuseWhenStopping();
  // What the house writes from now on is for its owner only.
  process.umask(0o077);
  const watching = isWatching ? new Watching(root, settings, house, terminal) : undefined;
  try {
    await Promise.race([house.start(), stopping]);
    steps.refuseWhenStopping();
    watching?.start();
    await writeDemo(house);
    terminal.plain(welcome(house, videoReason));
    await stopping;
    terminal.plain('\nStopping …');
  } finally {
    removeDemo(settings.dataDir);
    await watching?.stop();
    await house.stop();
  }
  terminal.plain('Stopped.');
}
