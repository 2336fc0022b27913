import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HubCa } from '../../ca/index.js';
import { SystemClock, type Clock } from '../../time/clock.js';
import { ClientCertificates, type CertificateWorth } from '../client-certificates.js';
import type { Unregister } from '../broker.js';
import { Listeners } from '../listeners.js';

/** A key and its certificate, as a controller holds them. */
export interface TestCredential {
  readonly key: string;
  readonly cert: string;
  readonly serial: string;
}

const hourMs = 60 * 60 * 1_000;

/** A real authority in a folder of its own, and a register of certificates that tests may change. */
export class TestAuthority extends ClientCertificates {
  readonly revoked = new Map<string, Date>();
  private readonly rooms = new Map<string, string>();
  private readonly listeners = new Listeners<string>();

  private constructor(
    readonly ca: HubCa,
    private readonly folder: string,
  ) {
    super();
  }

  static async make(clock: Clock = new SystemClock()): Promise<TestAuthority> {
    const folder = mkdtempSync(path.join(tmpdir(), 'etapiste-authority-'));
    return new TestAuthority(await HubCa.open(path.join(folder, 'ca'), 'test', clock), folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  async issue(
    name: string,
    role: 'controller' | 'hub' = 'controller',
    validTo = new Date(Date.now() + hourMs),
  ): Promise<TestCredential> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const der = publicKey.export({ format: 'der', type: 'spki' });
    const { serial, pem } = await this.ca.clientCertificate({ name, role, publicKey: der, validTo });
    if (role === 'controller') this.rooms.set(serial, name);
    return { key: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, cert: pem, serial };
  }

  /** As when the store came back from an old copy. */
  forget(serial: string): void {
    this.rooms.delete(serial);
  }

  /** @param beforeTold what else happens before anybody is told */
  async revoke(serial: string, beforeTold: () => Promise<void> = async () => undefined): Promise<void> {
    this.revoked.set(serial, new Date());
    await beforeTold();
    this.listeners.tell(this.rooms.get(serial) ?? '');
  }

  isShutOut(roomId: string): boolean {
    const own = [...this.rooms].filter(([, name]) => name === roomId);
    return own.length > 0 && own.every(([serial]) => this.revoked.has(serial));
  }

  worthOf(serial: string): CertificateWorth {
    const roomId = this.rooms.get(serial);
    if (roomId === undefined) return { isGood: false, why: 'unknown' };
    return this.revoked.has(serial) ? { isGood: false, why: 'revoked' } : { isGood: true, roomId };
  }

  onLost(listener: (roomId: string) => void): Unregister {
    return this.listeners.add(listener);
  }
}
