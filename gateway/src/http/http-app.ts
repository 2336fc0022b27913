import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Log, nestLog } from '../log/log.js';
import { ProblemFilter, problemReply } from './problem.filter.js';
import { checkOrigin } from './origin.js';
import { Readiness } from './readiness.js';
import { Refused } from './refused.js';

const maxBodyBytes = 64 * 1024;
const requestTimeoutMs = 15_000;
const pages = ['kiosk', 'advisor', 'expert', 'maintainer', 'admin', 'sign-in'];

/** What comes in is checked by protocol's schemas. Fastify would load two compilers for its own kind at each start. */
const noSchemas = () => {
  throw new Error('routes have no JSON schemas here');
};

@Module({})
class RootModule {}

/** The Nest application on Fastify: limits, headers, problem details, and the built pages. */
export async function createHttpApp(root: DynamicModule, config: Config, log: Log): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    // What Fastify refuses before any route, such as an address that is none.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => void problemReply(error, request, reply),
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
  });
  const app = await NestFactory.create<NestFastifyApplication>({ module: RootModule, imports: [root] }, adapter, {
    logger: nestLog(log),
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(log));
  const fastify = app.getHttpAdapter().getInstance();
  const readiness = app.get(Readiness);
  fastify.addHook('onRequest', async (request) => {
    checkOrigin(request, config.publicUrl);
    if (request.url.startsWith('/api/v1/') && !readiness.isReady) throw new Refused('not-available');
  });
  await fastify.register(fastifyHelmet, { contentSecurityPolicy: { directives: contentPolicy(config) }, hsts: false });
  await servePages(fastify as unknown as StaticHost, config);
  return app;
}

/** Everything from the hub itself; the demo's start page also talks to the simulated rooms on this machine. */
const contentPolicy = (config: Config) => ({
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'data:', ...(config.isDemo ? ['http://127.0.0.1:*', 'http://localhost:*'] : [])],
  'frame-ancestors': ["'none'"],
  // Loopback has no TLS to upgrade to.
  'upgrade-insecure-requests': null,
});

interface StaticHost {
  register(plugin: typeof fastifyStatic, options: Parameters<typeof fastifyStatic>[1]): Promise<unknown>;
  get(path: string, handler: (request: unknown, reply: FastifyReply) => FastifyReply): void;
}

/** Hashed assets are kept for a year; pages and the service worker are asked for again each time. */
async function servePages(fastify: StaticHost, config: Config): Promise<void> {
  if (!existsSync(config.dashboardDir)) return;
  await fastify.register(fastifyStatic, {
    root: config.dashboardDir,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const isHashed = file.includes(`${path.sep}assets${path.sep}`);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const page of pages) fastify.get(`/${page}`, (_, reply) => reply.sendFile(`${page}/index.html`));
}
