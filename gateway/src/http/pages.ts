import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';

const pages = ['kiosk', 'advisor', 'expert', 'maintainer', 'admin', 'confirmation', 'sign-in'];

/** Hashed assets are kept for a year; pages and the service worker are asked for again each time. */
export async function servePages(fastify: FastifyInstance, { dashboardDir }: Config): Promise<void> {
  if (!existsSync(dashboardDir)) return;
  await fastify.register(fastifyStatic, {
    root: dashboardDir,
    cacheControl: false,
    dotfiles: 'ignore',
    allowedPath: (asked) => isInside(dashboardDir, asked),
    setHeaders: (reply, file) => {
      const isHashed = file.includes(`${path.sep}assets${path.sep}`);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const page of pages) fastify.get(`/${page}`, (_, reply) => reply.sendFile(`${page}/index.html`));
}

/** Whether a file really lies in the folder: a link that leads out of it is not followed. */
function isInside(folder: string, asked: string): boolean {
  try {
    const way = path.relative(realpathSync(folder), realpathSync(path.join(folder, asked)));
    return way !== '..' && !way.startsWith(`..${path.sep}`);
  } catch {
    // Not there: the answer is "not found" as well.
    return false;
  }
}
