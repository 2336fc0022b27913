import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import fastifyRateLimit from '@fastify/rate-limit';
import { livePath, minutes, seconds } from '@etapiste/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { Places } from './places.js';
import { problemText } from './problem.filter.js';
import { Refused } from './refused.js';
import { trustedProxies } from './trusted-proxies.js';

const maxAddressLength = 8 * 1024;
const maxHeaders = 100;
const mostConnections = 8_192;
/** One address may be an office behind one NAT: a browser holds six connections at most, one of them its live stream. */
const mostConnectionsOfAddress = 1_000;

/** Route configuration of what a page on shift must always be able to say: never refused for its number. */
export const unlimited = { isUnlimited: true } as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly isUnlimited?: boolean;
  }
}

/** What Node's own server is told. A head has 10 s, a whole request 15 s: who is slower is cut off (slowloris). */
export const serverOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: seconds(10),
  requestTimeout: seconds(15),
  connectionsCheckingInterval: seconds(1),
  // Refused in our own words, by checkOrigin.
  requireHostHeader: false,
  insecureHTTPParser: false,
} as const;

/** What Fastify is told. */
export const fastifyOptions = {
  bodyLimit: 64 * 1024,
  requestTimeout: serverOptions.requestTimeout,
  keepAliveTimeout: seconds(30),
  /** A reader that takes nothing for so long is gone; live streams say something every few seconds. */
  connectionTimeout: minutes(2),
} as const;

const statusOfCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what is no HTTP, is too large or came too slowly, and closes: there is no request to answer yet. */
export function refuseBrokenClient(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { problem, body } = problemText({ statusCode: statusOfCode[error.code ?? ''] ?? 400 }, undefined);
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.code}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** So many connections at once, in all and from one address. A trusted proxy speaks for many and counts them itself. */
export function limitConnections(server: Server, config: Config): void {
  const isTrusted = trustedProxies(config.trustedProxies);
  const places = new Places(mostConnectionsOfAddress);
  server.maxConnections = mostConnections;
  server.on('connection', (socket: Socket) => {
    if (isTrusted(socket.remoteAddress)) return;
    const leave = places.take(socket.remoteAddress ?? '');
    if (leave) socket.once('close', leave);
    else socket.destroy();
  });
}

/** How much one client may ask: in one request, in a minute, and in streams that stay open. */
export async function limitRequests(fastify: FastifyInstance, config: Config): Promise<void> {
  await fastify.register(fastifyRateLimit, { global: false });
  const ask = fastify.createRateLimit({ max: config.requestsPerMinute, timeWindow: minutes(1) });
  const streams = new Places(config.streamsPerAddress);
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.url.length > maxAddressLength) throw new Refused('address-too-long');
    if (request.raw.rawHeaders.length > 2 * maxHeaders) throw new Refused('headers-too-large');
    if (request.routeOptions.config.isUnlimited) return;
    const answer = await ask(request);
    if (!answer.isAllowed && answer.isExceeded) {
      reply.header('retry-after', answer.ttlInSeconds);
      throw new Refused('too-many-requests');
    }
    if (request.routeOptions.url !== livePath) return;
    const leave = streams.take(request.ip);
    if (!leave) throw new Refused('too-many-requests');
    reply.raw.once('close', leave);
  });
}
