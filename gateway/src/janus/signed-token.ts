import { createHmac } from 'node:crypto';

/** Seconds that a token lives. Short, because it cannot be revoked: the proxy puts a fresh one into every frame. */
const lifeSeconds = 60;

/**
 * A token that opens the door of Janus for some plugins: `exp,janus,<plugins>:<HMAC-SHA1>` (Janus `auth.c`). It carries no
 * right to a certain picture: that is the pin's, and the proxy's.
 */
export function signedToken(tokenSecret: string, plugins: readonly string[], now: Date): string {
  const expires = Math.floor(now.getTime() / 1000) + lifeSeconds;
  const claim = [expires, 'janus', ...plugins].join(',');
  return `${claim}:${createHmac('sha1', tokenSecret).update(claim).digest('base64')}`;
}
