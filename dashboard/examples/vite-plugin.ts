import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { ExamplesHub } from './hub.js';

/** Puts the hub of examples inside Vite's own server: `vite --mode examples`, and the built pages of tests. */
export function examplesHub(hub = new ExamplesHub()): Plugin {
  const middleware = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (hub.isMine(request)) void hub.handle(request, response);
    else next();
  };
  return {
    name: 'etapiste-examples-hub',
    configureServer(server) {
      hub.start();
      server.httpServer?.once('close', () => hub.stop());
      server.middlewares.use(middleware);
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        // The gateway serves `/advisor`; the preview server finds only `/advisor/`.
        request.url = request.url?.replace(/^(\/[a-z-]+)(?=$|\?)/, '$1/') ?? '/';
        middleware(request, response, next);
      });
    },
  };
}
