import type { Server as HttpsServer } from 'node:https';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Surroundings } from '../app.module.js';
import { nestLog } from '../log/log.js';
import { openCertificate } from './certificate.js';
import { readForms } from './forms.js';
import { fastifyOptions, limitConnections, limitRequests, refuseBrokenClient, serverOptions } from './limits.js';
import { guardMetrics } from './metrics-door.js';
import { checkOrigin } from './origin.js';
import { servePages } from './pages.js';
import { ProblemFilter, problemReply } from './problem.filter.js';
import { Readiness } from './readiness.js';
import { Refused } from './refused.js';
import { sendSecurityHeaders } from './security-headers.js';
import { trustedProxies } from './trusted-proxies.js';

/** What comes in is checked by protocol's schemas. Fastify would load two compilers for its own kind at each start. */
const noSchemas = () => {
  throw new Error('routes have no JSON schemas here');
};

@Module({})
class RootModule {}

/** The Nest application on Fastify: TLS, limits, headers, problem details, and the built pages. */
export async function createHttpApp(root: DynamicModule, surroundings: Surroundings): Promise<NestFastifyApplication> {
  const { config, log } = surroundings;
  const certificate = await openCertificate(surroundings);
  const adapter = new FastifyAdapter({
    ...fastifyOptions,
    ...(certificate ? { https: { ...serverOptions, ...certificate.pair } } : { http: serverOptions }),
    trustProxy: trustedProxies(config.trustedProxies),
    forceCloseConnections: true,
    clientErrorHandler: refuseBrokenClient,
    // What Fastify refuses before any route, such as an address that is none.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => void problemReply(error, request, reply),
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
  });
  const app = await NestFactory.create<NestFastifyApplication>({ module: RootModule, imports: [root] }, adapter, {
    logger: nestLog(log),
    abortOnError: false,
    // Fastify's own: JSON only, and no poisoned prototypes.
    bodyParser: false,
  });
  app.useGlobalFilters(new ProblemFilter(log));
  const server = app.getHttpServer();
  certificate?.keepFresh(server as unknown as HttpsServer);
  limitConnections(server, config);

  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  readForms(fastify);
  await sendSecurityHeaders(fastify, config);
  const readiness = app.get(Readiness);
  fastify.addHook('onRequest', async (request) => {
    checkOrigin(request, config);
    if (request.url.startsWith('/api/v1/') && !readiness.isReady) throw new Refused('not-available');
  });
  await limitRequests(fastify, config);
  guardMetrics(fastify, config);
  // Routes keep the error handler that is there when they are made: Nest's, from here on.
  await app.init();
  await servePages(fastify, config);
  return app;
}
