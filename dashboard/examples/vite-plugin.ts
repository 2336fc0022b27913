import type { Plugin } from 'vite';
import { ExamplesHub } from './hub.js';

/** Puts the hub of examples inside Vite's own server: `vite --mode examples`. */
export function examplesHub(hub = new ExamplesHub()): Plugin {
  return {
    name: 'etapiste-examples-hub',
    configureServer(server) {
      hub.start();
      server.httpServer?.once('close', () => hub.stop());
      server.middlewares.use((request, response, next) => {
        if (hub.isMine(request)) void hub.handle(request, response);
        else next();
      });
    },
  };
}
