import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import type { ExamplesHub } from './hub.js';
import { examplesHub } from './vite-plugin.js';

/** Pages on a free port of loopback, living on the given hub: for tests with a real browser. */
export async function servePages(hub: ExamplesHub): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const server = await createServer({
    root,
    configFile: `${root}/vite.config.ts`,
    plugins: [examplesHub(hub)],
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    logLevel: 'error',
  });
  await server.listen();
  const bound = server.httpServer?.address() as AddressInfo | null;
  return { address: `http://127.0.0.1:${bound?.port}`, stop: () => server.close() };
}
