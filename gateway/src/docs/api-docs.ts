import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '@etapiste/protocol/generate';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** Serves the documents that protocol makes, and a page to read them: `/api/openapi.json`, `/api/docs`, `/api/asyncapi.yaml`. */
export function serveApiDocs(app: NestFastifyApplication): void {
  const openApi = openApiDocument() as unknown as OpenAPIObject;
  const asyncApi = readFileSync(fileURLToPath(import.meta.resolve('@etapiste/protocol/asyncapi.yaml')), 'utf8');
  SwaggerModule.setup('api/docs', app, openApi, { jsonDocumentUrl: 'api/openapi.json', customSiteTitle: 'Etäpiste API' });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/api/asyncapi.yaml', (_request: unknown, reply: FastifyReply) => reply.type('application/yaml').send(asyncApi));
}
