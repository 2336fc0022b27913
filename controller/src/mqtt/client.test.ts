import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { seconds } from '@etapiste/protocol';
import { Aedes } from 'aedes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directLine } from '../hardware/index.js';
import { openClient } from './client.js';

describe('a connection outside this machine', () => {
  let folder: string;
  let certificate: string;
  let broker: Aedes;
  let server: Server;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'etapiste-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    execFileSync('openssl', [...request, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    certificate = readFileSync(cert, 'utf8');
    broker = await Aedes.createBroker();
    server = createServer({ key: readFileSync(key), cert: certificate }, (socket) => void broker.handle(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(async () => {
    server.close();
    await new Promise<void>((resolve) => broker.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const open = (host: string, ca: string | undefined) => {
    const url = `mqtts://${host}:${(server.address() as AddressInfo).port}`;
    const will = { topic: 'etapiste/v1/rooms/porvoo-1/devices/presence', payload: '{}' };
    const access = { roomId: 'porvoo-1', url, password: 'x', ...(ca && { tls: { ca, key: '', cert: '' } }) };
    return openClient({ access, will, patience: seconds(5) }, directLine);
  };

  it('is made with a broker whose certificate is trusted', async () => {
    const client = await open('localhost', certificate);
    await new Promise<void>((resolve) => client.once('connect', () => resolve()));
    await client.endAsync();
    expect(client.options.clientId).toBe('room-porvoo-1');
  });

  it.each([
    ['by nobody', 'localhost', () => undefined],
    ['for another name', '127.0.0.1', () => certificate],
  ])('is not made with a broker whose certificate is trusted %s, and the reason is told', async (_who, host, ca) => {
    const client = await open(host, ca());
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    const error = await new Promise<Error>((resolve, reject) => {
      client.once('error', resolve);
      client.once('connect', () => reject(new Error('the stranger was trusted')));
    });
    expect(error.message).toMatch(/certificate|altnames/i);
    await closed;
  });
});
