import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../config/config.js';

/**
 * Whether a WebSocket is asked for by one of the hub's own pages. Browsers put no other guard between a foreign page and a
 * WebSocket than this header, so without it nobody is let in (RFC 6455 §10.2).
 */
export function isOwnOrigin({ headers }: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  if (origin === new URL(publicUrl).origin) return true;
  // On this machine the hub has several names; a foreign name that leads here (DNS rebinding) is none of them.
  return origin === `http://${host}` && isLoopback(new URL(origin).hostname);
}
