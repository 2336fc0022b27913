import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Route configuration of what other programs send a form to, because their standard says so. Everything else is JSON. */
export const takesForms = { isForms: true } as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly isForms?: boolean;
  }
}

/** Reads forms where a route takes them, and nowhere else: a form of a foreign page needs no leave of the browser (CSRF). */
export function readForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
    if (!request.routeOptions.config.isForms) return done(new UnsupportedMediaTypeException());
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
}
