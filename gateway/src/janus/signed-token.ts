import { createHmac } from 'node:crypto';
import { seconds } from '@etapiste/protocol';

/** Milliseconds that a token lives. Short, because it cannot be revoked: the proxy puts a fresh one into every frame. */
const lifeMs = seconds(60);

/**
 * A token that opens the door of Janus for some plugins: `exp,janus,<plugins>:<HMAC-SHA1>` (Janus `auth.c`). It carries no
 * right to a certain picture: that is the pin's, and the proxy's. Never good beyond the end of the seat that it is for.
 */
export function signedToken(tokenSecret: string, plugins: readonly string[], now: Date, seatEnds: Date): string {
  const expires = Math.floor(Math.min(now.getTime() + lifeMs, seatEnds.getTime()) / 1000);
  const claim = [expires, 'janus', ...plugins].join(',');
  return `${claim}:${createHmac('sha1', tokenSecret).update(claim).digest('base64')}`;
}
