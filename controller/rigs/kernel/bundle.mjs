// Sources of the controller as plain JavaScript files with everything in them but native modules: the guest finds thousands of small
// files slowly.
import { mkdtemp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const vitestInGuest = here('vitest-in-guest.mjs');
const scratch = here('../../../.test/kernel/');

/**
 * @param {Readonly<Record<string, string>>} entries names of files to be made, and their sources below `controller/src`
 * @returns {Promise<string>} the folder that they are in; whoever asked takes it away
 */
export async function bundle(entries) {
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, 'bundle-'));
  const input = Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, here(`../../src/${source}`)]));
  await build({
    configFile: false,
    root: here('../..'),
    logLevel: 'error',
    plugins: [
      {
        name: 'vitest-in-guest',
        enforce: 'pre',
        resolveId: (id, importer) => (id === 'vitest' && importer !== vitestInGuest ? vitestInGuest : undefined),
      },
    ],
    ssr: { noExternal: true, external: ['ioctl', 'epoll', 'onoff'] },
    build: { ssr: true, outDir: folder, target: 'node20', minify: false, rolldownOptions: { input } },
  });
  return folder;
}
