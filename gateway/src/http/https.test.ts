import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubCa } from '../ca/index.js';
import { soon } from '../testing/soon.js';
import { createLog } from '../log/log.js';
import { startTestHub, type TestHub } from '../testing/test-hub.js';
import { SystemClock } from '../time/clock.js';
import { CertificateFiles } from './certificate-files.js';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
}

const ask = (url: string, ca: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = get(url, { ca, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    });
    request.on('error', reject);
  });

const serialShownAt = async (url: string, ca: string): Promise<string> => {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), ca });
  await once(socket, 'secureConnect');
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
};

describe('HTTPS by a given certificate', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'etapiste-https-'));
  const files = { ETAPISTE_TLS_CERT_FILE: path.join(folder, 'live.crt'), ETAPISTE_TLS_KEY_FILE: path.join(folder, 'live.key') };
  let ca: HubCa;
  let hub: TestHub;

  /** As certbot renews: new files, and links that are turned to them, one after the other. */
  const turn = (file: string, name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    symlinkSync(path.join(folder, name), `${file}.new`);
    renameSync(`${file}.new`, file);
  };

  beforeAll(async () => {
    ca = await HubCa.open(path.join(folder, 'ca'), 'somebody else', new SystemClock());
    const { cert, key } = await ca.serverCertificate(['127.0.0.1']);
    turn(files.ETAPISTE_TLS_CERT_FILE, 'first.crt', cert);
    turn(files.ETAPISTE_TLS_KEY_FILE, 'first.key', key);
    hub = await startTestHub(files);
  });
  afterAll(async () => {
    await hub.remove();
    rmSync(folder, { recursive: true });
  });

  it('is spoken, with the order to come back by HTTPS only', async () => {
    expect(new URL(hub.url).protocol).toBe('https:');
    const answer = await ask(`${hub.url}/health/ready`, ca.certificate);
    expect(answer.status).toBe(200);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    await expect(fetch(hub.url.replace('https', 'http'))).rejects.toThrow('fetch failed');
  });

  it('goes on with a renewed certificate without a restart', async () => {
    const before = await serialShownAt(hub.url, ca.certificate);
    const renewed = await ca.serverCertificate(['127.0.0.1']);
    turn(files.ETAPISTE_TLS_CERT_FILE, 'second.crt', renewed.cert);
    turn(files.ETAPISTE_TLS_KEY_FILE, 'second.key', renewed.key);
    await soon(async () => expect(await serialShownAt(hub.url, ca.certificate)).not.toBe(before));
  });

  it('keeps the certificate before while the two files do not fit together, and says so', async () => {
    const words: string[] = [];
    const log = createLog('silent');
    log.warn = log.info = (_: object, message: string) => void words.push(message);
    const { ETAPISTE_TLS_CERT_FILE: certFile, ETAPISTE_TLS_KEY_FILE: keyFile } = files;
    const certificate = CertificateFiles.read({ certFile, keyFile }, log);
    const server = createServer(certificate.pair).listen(0, '127.0.0.1');
    await once(server, 'listening');
    certificate.keepFresh(server);
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const before = await serialShownAt(url, ca.certificate);

    const renewed = await ca.serverCertificate(['127.0.0.1']);
    turn(keyFile, 'third.key', renewed.key);
    await soon(() => expect(words).toEqual([expect.stringContaining('the one before stays')]));
    expect(await serialShownAt(url, ca.certificate)).toBe(before);
    turn(certFile, 'third.crt', renewed.cert);
    await soon(() => expect(words.at(-1)).toContain('has been renewed'));
    expect(await serialShownAt(url, ca.certificate)).not.toBe(before);
    server.close();
  });

  it('does not begin with files that are no certificate, and names them', async () => {
    writeFileSync(path.join(folder, 'none.crt'), 'no certificate');
    const broken = { ...files, ETAPISTE_TLS_CERT_FILE: path.join(folder, 'none.crt') };
    await expect(startTestHub(broken)).rejects.toThrow('none.crt');
    const missing = { ...files, ETAPISTE_TLS_KEY_FILE: path.join(folder, 'missing.key') };
    await expect(startTestHub(missing)).rejects.toThrow(/ETAPISTE_TLS_KEY_FILE: .*missing\.key cannot be read/);
  });
});

describe('HTTPS by the hub’s own authority', () => {
  it('is trusted by whoever trusts that authority, and by nobody else', async () => {
    const hub = await startTestHub({ ETAPISTE_TLS: 'own-ca' });
    const { certificate } = await HubCa.open(path.join(hub.dataDir, 'secrets', 'ca'), 'hub-1', new SystemClock());
    expect((await ask(`${hub.url}/health/ready`, certificate)).status).toBe(200);
    await expect(fetch(`${hub.url}/health/ready`)).rejects.toThrow('fetch failed');
    await hub.remove();
  });
});

describe('behind a proxy', () => {
  /** Each client address has its own budget of requests: that shows whose address counts. */
  const few = { ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '60' };
  /** Statuses of one request more than the budget of one address. */
  const statusesOf = async (url: string, clientOf: (n: number) => string) => {
    const statuses = new Set<number>();
    for (let n = 0; n <= 60; n++) {
      const answer = await fetch(`${url}/health/live`, { headers: { 'x-forwarded-for': clientOf(n) } });
      statuses.add(answer.status);
      await answer.text();
    }
    return statuses;
  };

  it('whose address is trusted, the client is who the proxy says', async () => {
    const hub = await startTestHub({ ...few, ETAPISTE_TRUSTED_PROXIES: '127.0.0.0/8' });
    expect(await statusesOf(hub.url, (n) => `203.0.113.${n}`)).toEqual(new Set([200]));
    expect(await statusesOf(hub.url, () => '203.0.113.100')).toEqual(new Set([200, 429]));
    // What the client itself wrote before the proxy's own word does not count.
    expect(await statusesOf(hub.url, (n) => `198.51.100.${n}, 203.0.113.200`)).toEqual(new Set([200, 429]));
    await hub.remove();
  });

  it('that nobody trusts, whatever it says of its client is not heard', async () => {
    const hub = await startTestHub(few);
    expect(await statusesOf(hub.url, (n) => `203.0.113.${n}`)).toEqual(new Set([200, 429]));
    await hub.remove();
  });
});
