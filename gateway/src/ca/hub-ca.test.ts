import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock, type Clock } from '../time/clock.js';
import { TestClock } from '../testing/test-clock.js';
import { HubCa } from './hub-ca.js';
import { keepCertified } from './keep-certified.js';

const dayMs = 24 * 60 * 60 * 1_000;

describe("the hub's own certificate authority", () => {
  let folder: string;
  let place: string;
  let ca: HubCa;
  const clock = new SystemClock();

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'etapiste-ca-'));
    place = path.join(folder, 'secrets', 'ca');
    ca = await HubCa.open(place, 'hub-1', clock);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const client = (name = 'porvoo-1', days = 1) => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const der = publicKey.export({ format: 'der', type: 'spki' });
    return ca.clientCertificate({ name, role: 'controller', publicKey: der, validTo: new Date(Date.now() + days * dayMs) });
  };

  it('is made once, with a key that nobody else may read', async () => {
    expect(statSync(path.join(place, 'ca.key')).mode & 0o777).toBe(0o600);
    expect((await HubCa.open(place, 'another name', clock)).fingerprint).toBe(ca.fingerprint);
    expect(readdirSync(path.dirname(place))).toEqual(['ca']);
  });

  it('is one and the same for hubs that start at the same moment', async () => {
    const shared = path.join(folder, 'shared', 'ca');
    const opened = await Promise.all([1, 2, 3].map((hub) => HubCa.open(shared, `hub-${hub}`, clock)));
    expect(new Set(opened.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  it('never takes the place of one that is only half there', async () => {
    const half = path.join(folder, 'half', 'ca');
    await HubCa.open(half, 'hub-1', clock);
    rmSync(path.join(half, 'ca.key'));
    await expect(HubCa.open(half, 'hub-1', clock)).rejects.toThrow('ENOENT');
    expect(existsSync(path.join(half, 'ca.key'))).toBe(false);
    writeFileSync(path.join(half, 'ca.key'), readFileSync(path.join(place, 'ca.key')));
    await expect(HubCa.open(half, 'hub-1', clock)).rejects.toThrow('one certificate authority');
  });

  it('is known by the fingerprint that openssl prints too', () => {
    const printed = openssl('x509', '-in', path.join(place, 'ca.crt'), '-noout', '-fingerprint', '-sha256');
    const [, pairs = ''] = printed.trim().split('=');
    expect(ca.fingerprint.replaceAll(':', '')).toBe(pairs.replaceAll(':', ''));
    expect(ca.fingerprint).toMatch(/^([0-9A-F]{4}:){15}[0-9A-F]{4}$/);
  });

  it('vouches for a controller in words that openssl accepts for a client only', async () => {
    const { pem, serial } = await client();
    const certificate = new X509Certificate(pem);
    expect(certificate.serialNumber).toBe(serial);
    expect(certificate.subject).toContain('CN=porvoo-1');
    expect(certificate.subjectAltName).toBe('URI:urn:etapiste:room:porvoo-1');
    const verify = (purpose: string) => ['verify', '-x509_strict', '-CAfile', path.join(place, 'ca.crt'), '-purpose', purpose];
    expect(openssl(...verify('sslclient'), file('client.pem', pem))).toContain('OK');
    expect(() => openssl(...verify('sslserver'), file('client.pem', pem))).toThrow('unsuitable certificate purpose');
  });

  it('says in a list which certificates no longer count', async () => {
    const [good, bad] = [await client(), await client()];
    const list = file('crl.pem', await ca.revocationList([{ serial: bad.serial, at: new Date() }], 7));
    const verify = ['verify', '-crl_check', '-CAfile', path.join(place, 'ca.crt'), '-CRLfile', list];
    expect(openssl(...verify, file('good.pem', good.pem))).toContain('OK');
    expect(() => openssl(...verify, file('bad.pem', bad.pem))).toThrow('certificate revoked');
  });

  describe('as what a server shows', () => {
    const open = async (names: readonly string[], time: Clock = clock) => {
      const authority = await HubCa.open(place, 'hub-1', time);
      const certificate = await authority.serverCertificate(names);
      const server = createServer({ ...certificate, minVersion: 'TLSv1.2' }, (socket) => socket.on('error', () => undefined));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const connectTo = async (host: string): Promise<TLSSocket> => {
        const { port } = server.address() as AddressInfo;
        const socket = connect({ host, port, ca: authority.certificate });
        await once(socket, 'secureConnect');
        return socket;
      };
      return { authority, certificate, server, connectTo };
    };

    it('is trusted by its name and its address, and by no other', async () => {
      const { server, connectTo } = await open(['localhost', '127.0.0.1']);
      for (const host of ['localhost', '127.0.0.1']) (await connectTo(host)).destroy();
      server.close();
      const other = await open(['hub.example']);
      await expect(other.connectTo('localhost')).rejects.toThrow('altnames');
      other.server.close();
    });

    it('is renewed while the server runs, long before it ends', async () => {
      const time = new TestClock();
      time.jump(Date.now() - time.now().getTime());
      const { authority, certificate, server, connectTo } = await open(['localhost'], time);
      const kept = keepCertified(server, certificate, ['localhost'], authority, time);
      const serial = async () => {
        const socket = await connectTo('localhost');
        const { serialNumber } = socket.getPeerCertificate();
        socket.destroy();
        return serialNumber;
      };
      const first = await serial();
      time.pass(59 * dayMs);
      await kept.look();
      expect(await serial()).toBe(first);
      time.pass(2 * dayMs);
      await kept.look();
      expect(await serial()).not.toBe(first);
      kept.stop();
      server.close();
    });
  });
});
