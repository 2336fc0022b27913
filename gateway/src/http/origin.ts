import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { isLoopback, type Config } from '../config/config.js';
import { Refused } from './refused.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What the hub needs to know its own pages by. */
export type OwnAddress = Pick<Config, 'publicUrl' | 'tls'>;

/** The name in a `Host` header; empty when there is anything else in it than a name and a port. */
const hostOf = (header = ''): string => {
  const isPlain = /^[\w.:[\]-]+$/.test(header) && URL.canParse(`http://${header}`);
  return isPlain ? new URL(`http://${header}`).hostname.replace(/^\[|\]$/g, '') : '';
};

/** Whether an origin is the hub's own: by its public address, or by any name that this machine has for itself. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, { publicUrl, tls }: OwnAddress): boolean {
  if (origin === undefined) return false;
  if (origin === new URL(publicUrl).origin) return true;
  return origin === `${tls ? 'https' : 'http'}://${host}` && isLoopback(hostOf(host));
}

/**
 * Refuses what another site's page could send: a foreign name in `Host` (DNS rebinding, poisoned caches), and a change that is
 * asked by a foreign page or with a cookie but without a word of where it comes from (CSRF; Fetch Metadata, OWASP). Programs,
 * which send neither cookie nor origin, are no browsers and cannot be led.
 * @throws Refused `request-malformed` or `origin-refused`
 */
export function checkOrigin({ method, url, headers, raw }: FastifyRequest, own: OwnAddress): void {
  const hosts = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (!url.startsWith('/') || hosts.length !== 1) throw new Refused('request-malformed');
  const host = hostOf(headers.host);
  if (host !== new URL(own.publicUrl).hostname.replace(/^\[|\]$/g, '') && !isLoopback(host)) throw new Refused('origin-refused');
  if (!safeMethods.has(method)) checkSender(headers, own);
}

function checkSender(headers: IncomingHttpHeaders, own: OwnAddress): void {
  const { origin, cookie } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw new Refused('origin-refused');
  // A plain form of our own pages has no origin to tell, because its page gives no referrer; its site says enough.
  const isOwnForm = origin === 'null' && site === 'same-origin';
  if (origin !== undefined && !isOwnForm && !isOwnOrigin(headers, own)) throw new Refused('origin-refused');
  if (cookie !== undefined && origin === undefined && site === undefined) throw new Refused('origin-refused');
}
