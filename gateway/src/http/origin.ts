import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../config/config.js';
import { Refused } from './refused.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const hostOf = (header: string | undefined): string => {
  try {
    return new URL(`http://${header}`).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return '';
  }
};

/**
 * Refuses what another site's page could send to a hub on the reader's own machine: a foreign name in `Host`
 * (DNS rebinding), and a change asked by a foreign `Origin` (CSRF).
 * @throws Refused `origin-refused`
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string): void {
  const ownHost = new URL(publicUrl).hostname;
  const host = hostOf(request.headers.host);
  if (host !== ownHost && !isLoopback(host)) throw new Refused('origin-refused');
  const { origin } = request.headers;
  if (safeMethods.has(request.method) || origin === undefined) return;
  const isOwn = origin === new URL(publicUrl).origin || origin === `http://${request.headers.host}`;
  if (!isOwn) throw new Refused('origin-refused');
}
