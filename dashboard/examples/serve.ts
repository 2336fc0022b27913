import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import type { ExamplesHub } from './hub.js';
import { examplesHub } from './vite-plugin.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Built pages on a free port of loopback, living on the given hub: for tests with a real browser. The hub's own life is
 * the caller's. `outDir` is where `build-pages.ts` put them (`inject('pagesDir')`).
 */
export async function servePages(
  hub: ExamplesHub,
  outDir: string,
): Promise<{ readonly address: string; readonly port: number; stop(): Promise<void> }> {
  const server = await preview({
    root,
    configFile: `${root}vite.config.ts`,
    plugins: [examplesHub(hub)],
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
    logLevel: 'error',
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, port, stop: () => server.close() };
}
