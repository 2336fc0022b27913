import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

const swaggerUi = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const begin = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', presets: [SwaggerUIBundle.presets.apis] });`;
/** The page to read them styles itself in line; it has nothing of its own, and asks nobody but the hub. */
const readerPolicy = [
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

/**
 * Serves the documents that protocol has made (`npm run generate`; its tests say when they are stale), and a page to read them:
 * `/api/openapi.json`, `/api/docs/`, `/api/asyncapi.yaml`.
 */
export async function serveApiDocs(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const send = (url: string, type: string, body: () => unknown) =>
    fastify.get(url, (_request: unknown, reply: FastifyReply) => reply.type(type).send(body()));
  const document = (name: string) => {
    const file = fileURLToPath(import.meta.resolve(`@etapiste/protocol/${name}`));
    return () => createReadStream(file);
  };
  send('/api/openapi.json', 'application/json', document('openapi.json'));
  send('/api/asyncapi.yaml', 'application/yaml', document('asyncapi.yaml'));
  send('/api/docs/swagger-initializer.js', 'text/javascript', () => begin);
  fastify.get('/api/docs', (_request: unknown, reply: FastifyReply) => reply.redirect('/api/docs/'));
  await app.register(fastifyStatic, {
    root: swaggerUi,
    prefix: '/api/docs/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'no-cache').header('content-security-policy', readerPolicy),
  });
}
