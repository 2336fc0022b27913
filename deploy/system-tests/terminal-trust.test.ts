import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../terminal/trust-hub-ca.sh', import.meta.url));
const run = promisify(execFile);

/** An authority and a server's certificate of it, as the hub makes them. */
function certificates(folder: string): { key: Buffer; cert: string; ca: string } {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const authority = [
    '-addext',
    'basicConstraints=critical,CA:TRUE,pathlen:0',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  ];
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '2',
    '-subj',
    '/CN=Etapiste test',
    ...authority,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  );
  const server = ['-addext', 'subjectAltName=DNS:localhost', '-addext', 'extendedKeyUsage=serverAuth'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    ...server,
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-keyout',
    'key',
    '-out',
    'crt',
  );
  const read = (name: string) => readFileSync(path.join(folder, name));
  const ca = read('ca.crt').toString();
  return { key: read('key'), cert: `${read('crt').toString()}${ca}`, ca };
}

describe("a terminal's browser", () => {
  let folder: string;
  let server: Server;
  let url: string;
  let fingerprint: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'etapiste-trust-'));
    const { key, cert, ca } = certificates(folder);
    fingerprint = createHash('sha256').update(new X509Certificate(ca).raw).digest('hex');
    server = createServer({ key, cert }, (_, response) => response.end('<title>the hub</title>')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  });

  const trust = (print: string) => run(script, [url, print], { env: { PATH: process.env['PATH'], HOME: folder } });
  /** As the kiosk's user would open it: a profile and a home of its own. */
  async function titleOfHub(): Promise<string> {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'], env });
    try {
      const page = await browser.newPage();
      await page.goto(url);
      const mayFilm = await page.evaluate(() => isSecureContext);
      return `${await page.title()}, ${mayFilm ? 'with' : 'without'} camera`;
    } finally {
      await browser.close();
    }
  }

  it('trusts the hub, and only by the fingerprint of its authority', async () => {
    await expect(titleOfHub()).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
    await expect(trust('00'.repeat(32))).rejects.toThrow('nothing was changed');
    await expect(titleOfHub()).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
    await trust(fingerprint);
    expect(await titleOfHub()).toBe('the hub, with camera');
    await expect(trust(fingerprint)).resolves.toBeDefined();
  }, 60_000);
});
