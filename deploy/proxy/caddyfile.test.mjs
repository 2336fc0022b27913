import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { freePort } from '../setup/ports.mjs';

const caddyfile = fileURLToPath(new URL('Caddyfile', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'etapiste-proxy-'));
const authority = join(folder, 'caddy/pki/authorities/local/root.crt');
let port = 0;
/** @type {import('node:child_process').ChildProcess} */
let caddy;
/** Stands where the hub is: says what came to it, streams, and upgrades. */
const hub = createServer((incoming, answer) => {
  if (incoming.url === '/stream') answer.writeHead(200, { 'content-type': 'text/event-stream' }).write('first');
  else incoming.resume().on('end', () => answer.end(JSON.stringify(incoming.headers)));
});
hub.on('upgrade', (_, socket) =>
  socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
);

beforeAll(async () => {
  hub.listen(0, '127.0.0.1');
  await once(hub, 'listening');
  const address = hub.address();
  if (address === null || typeof address === 'string') throw new Error('the hub has no port');
  port = await freePort();
  // Of a name that is only this machine's Caddy makes the certificate itself, and opens no other port for it.
  const site = `https://localhost:${port}`;
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, ETAPISTE_SITE: site };
  caddy = spawn('caddy', ['run', '--config', caddyfile, '--adapter', 'caddyfile'], {
    env: { ...env, ETAPISTE_HUB: `127.0.0.1:${address.port}` },
    stdio: 'ignore',
  });
  await once(caddy, 'spawn');
  await eventually(async () => ask('/'));
});
afterAll(async () => {
  caddy.kill('SIGKILL');
  hub.close();
  hub.closeAllConnections();
  rmSync(folder, { recursive: true });
});

/**
 * @param {string} path
 * @param {import('node:http').OutgoingHttpHeaders} [headers]
 * @param {string} [body]
 * @returns {Promise<{ status: number | undefined, text: string }>} as soon as something of the answer is there
 */
function ask(path, headers = {}, body) {
  if (!existsSync(authority)) throw new Error('Caddy has no certificate yet');
  return new Promise((resolve, reject) => {
    const to = { port, path, headers, host: 'localhost', ca: readFileSync(authority) };
    const outgoing = request({ ...to, method: body ? 'POST' : 'GET' });
    outgoing.on('response', (answer) => {
      answer.once('data', (text) => resolve({ status: answer.statusCode, text: String(text) }));
      answer.once('end', () => resolve({ status: answer.statusCode, text: '' }));
    });
    outgoing.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve({ status: answer.statusCode, text: '' });
    });
    outgoing.on('error', reject).end(body);
  });
}

test('the hub hears who really asks, by which name and that it was by TLS, and nothing that a client invents', async () => {
  const forged = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http', forwarded: 'for=203.0.113.9', via: '1.1 x' };
  const { text } = await ask('/', forged);
  const heard = JSON.parse(text);
  expect(heard).toMatchObject({ host: `localhost:${port}`, 'x-forwarded-proto': 'https' });
  expect(heard['x-forwarded-for']).toMatch(/^(127\.0\.0\.1|::1)$/);
  expect(heard).not.toHaveProperty('forwarded');
  expect(heard).not.toHaveProperty('via');
});

test('live events are not held back, and pages reach the media server’s line', async () => {
  expect(await ask('/stream')).toEqual({ status: 200, text: 'first' });
  const key = { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  expect((await ask('/janus', { connection: 'Upgrade', upgrade: 'websocket', ...key })).status).toBe(101);
});

test('a body beyond what the hub takes is not passed on', async () => {
  expect((await ask('/', {}, 'x'.repeat(70_000))).status).not.toBe(200);
});
