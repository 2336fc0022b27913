import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const hub = `http://127.0.0.1:${process.env['ETAPISTE_HTTP_PORT'] ?? '8080'}`;

/** The kiosk's service worker must live at the root to control `/kiosk` (FACTS, browser). */
const serviceWorker = here('src/sw/service-worker.ts');

/** Addresses have no slash at their end at the hub; Vite's own server wants one to find the page. */
const plainAddresses: Plugin = {
  name: 'etapiste-plain-addresses',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      request.url = request.url?.replace(/^\/(kiosk|advisor|expert|maintainer|admin|confirmation|sign-in)(?=$|\?)/, '/$1/');
      next();
    });
  },
};

/**
 * Tells the service worker its files: the kiosk's page, and every built file that one of them names. Each with the hash of
 * its content: while a hub is being renewed it may serve files of two versions, and a mixture must not be kept.
 */
const kioskFiles: Plugin = {
  name: 'etapiste-kiosk-files',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const contentOf = (name: string): string | Uint8Array => {
        const file = bundle[name];
        return (file?.type === 'chunk' ? file.code : file?.source) ?? '';
      };
      const hashOf = (name: string): string => createHash('sha256').update(contentOf(name)).digest('base64');
      const needed = new Set(['kiosk/index.html']);
      const others = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      // A set that grows while it is walked is walked to its end.
      for (const name of needed) {
        const text = String(contentOf(name));
        for (const other of others) if (text.includes(basename(other))) needed.add(other);
      }
      const files = [...needed].map((name) => ({
        url: `/${name}`,
        // Names of assets carry their hash already.
        revision: name.startsWith('assets/') ? null : hashOf(name),
        integrity: `sha256-${hashOf(name)}`,
      }));
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk' || worker.imports.length > 0) this.error('the service worker must be one file of its own');
      worker.code = worker.code.replace('KIOSK_FILES', JSON.stringify(files));
    },
  },
};

/** The content policy lets nothing be made from text: zod must not even try, in whichever chunk it makes its first schema. */
const noEval = 'globalThis.__zod_globalConfig ??= { jitless: true };';

/**
 * `vite` proxies to a running hub; `vite --mode examples` needs none: pages live on a small hub of examples inside
 * Vite's own server.
 */
export default defineConfig(async ({ mode }) => ({
  root: here('.'),
  appType: 'mpa' as const,
  plugins: [
    plainAddresses,
    kioskFiles,
    ...(mode === 'examples' ? [(await import('./examples/vite-plugin.js')).examplesHub()] : []),
  ],
  resolve: {
    alias: {
      // suomifi-icons ships its drawings only as React components; this is all of React that they need.
      react: here('src/ui/icons/react-to-svg.ts'),
    },
  },
  optimizeDeps: { exclude: ['suomifi-icons'] },
  worker: { format: 'es' as const, rolldownOptions: { output: { banner: noEval } } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      input: {
        start: here('index.html'),
        kiosk: here('kiosk/index.html'),
        advisor: here('advisor/index.html'),
        expert: here('expert/index.html'),
        maintainer: here('maintainer/index.html'),
        admin: here('admin/index.html'),
        confirmation: here('confirmation/index.html'),
        'sign-in': here('sign-in/index.html'),
        sw: serviceWorker,
      },
      output: {
        banner: noEval,
        entryFileNames: (chunk: { name: string }) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: hub, ws: true },
      '/health': { target: hub },
      '/sign-in/oidc': { target: hub },
      '/janus': { target: hub, ws: true },
    },
  },
}));
