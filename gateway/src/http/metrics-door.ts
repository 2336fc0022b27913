import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback, type Config } from '../config/config.js';
import { Refused } from './refused.js';

const metricsPath = '/metrics';
const fewestCharacters = 16;

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Metrics are for this machine, and for whoever has the token of `ETAPISTE_METRICS_TOKEN_FILE` (RFC 6750). To everybody else
 * they are not there.
 * @throws Error that names the file, when it is missing or its token too short
 */
export function guardMetrics(fastify: FastifyInstance, { metricsTokenFile }: Config): void {
  const token = metricsTokenFile === undefined ? undefined : readToken(metricsTokenFile);
  fastify.addHook('onRequest', async (request) => {
    if (request.routeOptions.url !== metricsPath || isFromHere(request)) return;
    const given = request.headers.authorization?.replace(/^Bearer /i, '') ?? '';
    if (token === undefined || !timingSafeEqual(hash(given), hash(token))) throw new Refused('not-found');
  });
}

/** A proxy on this machine speaks for others; it says so even when nobody told us to trust it. */
function isFromHere({ ip, headers }: FastifyRequest): boolean {
  const isForwarded = Object.keys(headers).some(
    (name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-'),
  );
  return isLoopback(ip) && !isForwarded;
}

function readToken(file: string): string {
  const token = readFileSync(file, 'utf8').trim();
  if (token.length >= fewestCharacters) return token;
  throw new Error(`ETAPISTE_METRICS_TOKEN_FILE: ${file} must hold at least ${fewestCharacters} characters`);
}
