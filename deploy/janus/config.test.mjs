import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '../setup/ports.mjs';
import { checkVideo, writeJanusConfig } from './index.mjs';

const secrets = {
  apiSecret: 'api-secret-of-the-test',
  tokenSecret: 'token "secret" \\ of the test',
  adminSecret: 'admin-secret-of-the-test',
  streamingAdminKey: 'streaming-key-of-the-test',
  videoroomAdminKey: 'videoroom-key-of-the-test',
};

/** @type {string} */
let dataDir;
/** @type {import('node:child_process').ChildProcess | undefined} */
let janus;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'etapiste-janus-'));
});
afterEach(async () => {
  if (janus && janus.exitCode === null) {
    janus.kill('SIGKILL');
    await once(janus, 'exit');
  }
  janus = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

async function startJanus() {
  const firstPort = await freePort();
  const written = await writeJanusConfig({ dataDir, firstPort, secrets });
  const [program, ...parameters] = written.command;
  janus = spawn(program, parameters, { stdio: 'ignore' });
  for (const port of [firstPort, firstPort + 1]) await vi.waitUntil(() => isOpen('127.0.0.1', port), { timeout: 200_000 });
  return { ...written, firstPort };
}

const isOpen = (/** @type {string} */ host, /** @type {number} */ port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

test('a real Janus starts on the written folder and listens on loopback only', async () => {
  const { firstPort } = await startJanus();

  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((network) => network?.internal === false && network.family === 'IPv4')
    .map((network) => network?.address ?? '');
  for (const address of outside) expect(await isOpen(address, firstPort)).toBe(false);
});

test('a Janus of ours opens no session for a caller without a secret', async () => {
  const { url } = await startJanus();

  expect(await create(url, {})).toMatchObject({ janus: 'error', error: { code: 403 } });
  expect(await create(url, { apisecret: secrets.apiSecret })).toMatchObject({ janus: 'success' });
});

test('a repeated set-up writes the same files, readable by the owner only', async () => {
  const { configDir } = await writeJanusConfig({ dataDir, firstPort: 21_000, secrets });
  const read = async () => Promise.all((await readdir(configDir)).map((name) => readFile(join(configDir, name), 'utf8')));
  const first = await read();
  await writeJanusConfig({ dataDir, firstPort: 21_000, secrets });

  expect(await read()).toEqual(first);
  expect(first).toHaveLength(4);
  for (const name of await readdir(configDir)) expect((await stat(join(configDir, name))).mode & 0o777).toBe(0o600);
});

test('every missing secret is named at once', async () => {
  const poor = { ...secrets, apiSecret: '', adminSecret: 'short' };
  await expect(writeJanusConfig({ dataDir, secrets: poor })).rejects.toThrow('apiSecret, adminSecret');
  await expect(writeJanusConfig({ dataDir, firstPort: 65_500, secrets })).rejects.toThrow('ETAPISTE_JANUS_PORTS');
});

test('a machine without Janus is told what to install', async () => {
  expect(await checkVideo({ path: dataDir })).toMatchObject({ isAvailable: false, packages: ['janus'] });
});

test('a machine with loopback only is told that it needs a veth pair', async () => {
  expect(await checkVideo({ hasAddress: () => false })).toMatchObject({ isAvailable: false, needsVethPair: true });
});

test('this machine can have video', async () => {
  expect(await checkVideo()).toEqual({ isAvailable: true, reason: null, packages: [], needsVethPair: false });
});

/**
 * Asks a Janus for a session over a WebSocket, as a page or a hub would.
 * @param {string} url
 * @param {object} credentials
 */
async function create(url, credentials) {
  const socket = new WebSocket(url, 'janus-protocol');
  await once(socket, 'open');
  socket.send(JSON.stringify({ janus: 'create', transaction: 'create', ...credentials }));
  const [answer] = await once(socket, 'message');
  socket.terminate();
  return JSON.parse(String(answer));
}
