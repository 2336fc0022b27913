import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';

/** What browsers could lend to a page and ours do not ask for, and the few that they do. */
const permissions = [
  ...'accelerometer browsing-topics camera display-capture encrypted-media'.split(' '),
  ...'geolocation gyroscope hid idle-detection interest-cohort local-fonts magnetometer microphone midi payment'.split(' '),
  ...'picture-in-picture publickey-credentials-get screen-wake-lock serial storage-access usb'.split(' '),
  ...'window-management xr-spatial-tracking'.split(' '),
].map((name) => `${name}=()`);
/** The alarm sounds by itself, and the paper is shown on the whole screen. */
const permissionsPolicy = [...permissions, 'autoplay=(self)', 'fullscreen=(self)'].join(', ');

/** Another machine's certificate authority or a forgotten proxy must not lead a browser back to plain HTTP for a year. */
const strictTransport = { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false } as const;

const isSecure = (config: Config): boolean => config.publicUrl.startsWith('https:');

/** Everything from the hub itself, nothing in line; the demo's start page also talks to the simulated rooms on this machine. */
export const contentPolicy = (config: Config) => {
  const { host } = new URL(config.publicUrl);
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'worker-src': ["'self'"],
    'style-src': ["'self'"],
    // Lit's styleMap, which Web Awesome uses too, writes a style attribute once; no element of style and no script gets in by it.
    'style-src-attr': ["'unsafe-inline'"],
    'font-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'media-src': ["'self'", 'blob:'],
    'manifest-src': ["'self'"],
    'connect-src': [
      "'self'",
      // Icons of Web Awesome are data addresses; older Safari does not count WebSockets as 'self'.
      'data:',
      `${isSecure(config) ? 'wss' : 'ws'}://${host}`,
      ...(config.isDemo ? ['http://127.0.0.1:*', 'http://localhost:*'] : []),
    ],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(isSecure(config) ? { 'upgrade-insecure-requests': [] } : {}),
  };
};

/** The headers of every answer. What is not a file of the pages is never kept by a cache: each file says so itself. */
export async function sendSecurityHeaders(fastify: FastifyInstance, config: Config): Promise<void> {
  await fastify.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(config) },
    strictTransportSecurity: isSecure(config) && strictTransport,
    frameguard: { action: 'deny' },
  });
  fastify.addHook('onRequest', async (_, reply) => {
    reply.header('permissions-policy', permissionsPolicy).header('cache-control', 'no-store');
  });
}
