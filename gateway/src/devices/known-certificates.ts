import { Injectable } from '@nestjs/common';
import { ClientCertificates, type CertificateWorth, type Unregister } from '../broker/index.js';
import { Store } from '../database/store.js';
import { Clock } from '../time/clock.js';
import { CredentialEntity } from './credential.entity.js';

/** The live kind of credentials' changes between hubs; no page follows it. */
export const credentialsKind = 'credentials';

type Known = Pick<CredentialEntity, 'roomId' | 'issuedAt' | 'usedAt' | 'validTo' | 'endedAt' | 'endedBecause'>;

/** Every certificate that was ever given, by its serial number, as the store has it: each connection asks, on every hub. */
@Injectable()
export class KnownCertificates extends ClientCertificates {
  private bySerial = new Map<string, Known>();
  private readonly listeners = new Set<(roomId: string) => void>();
  private reading: Promise<void> = Promise.resolve();
  /** A reading that has not begun: it will see whatever changes until then. */
  private next: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    super();
  }

  async start(): Promise<void> {
    this.store.onChange((change) => {
      if (change && change.kind !== credentialsKind) return;
      this.read().catch(() => {
        // A store that was away tells of doubt when it is back, and all is read again.
      });
    });
    await this.read();
  }

  worthOf(serial: string): CertificateWorth {
    const known = this.bySerial.get(serial);
    if (!known) return { isGood: false, why: 'unknown' };
    if (known.endedAt) return { isGood: false, why: 'revoked' };
    if (known.validTo && known.validTo <= this.clock.now()) return { isGood: false, why: 'expired' };
    return { isGood: true, roomId: known.roomId };
  }

  isShutOut(roomId: string): boolean {
    const own = [...this.bySerial].filter(([, known]) => known.roomId === roomId);
    return own.length > 0 && !own.some(([serial]) => this.worthOf(serial).isGood);
  }

  onLost(listener: (roomId: string) => void): Unregister {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Whether somebody may still come in by what a room's controller was known by at that moment. Renewed ones count on: who has a copy
   * of the key renews, too.
   */
  isShared(roomId: string, at: Date): boolean {
    const own = [...this.bySerial].filter(([, known]) => known.roomId === roomId);
    const wasTaken = own.some(
      ([, { issuedAt, usedAt, endedAt, endedBecause }]) =>
        issuedAt <= at && usedAt && endedAt && endedAt > at && endedBecause !== 'renewed',
    );
    return !wasTaken && own.some(([serial]) => this.worthOf(serial).isGood);
  }

  /** Those that somebody ended, for brokers that ask no store. What time has ended needs no list. */
  revoked(): { serial: string; at: Date }[] {
    const now = this.clock.now();
    return [...this.bySerial].flatMap(([serial, { endedAt, validTo }]) =>
      endedAt && (validTo === null || validTo > now) ? [{ serial, at: endedAt }] : [],
    );
  }

  /** Reads everything anew, one reading after the other, and one for all who ask meanwhile: a thousand rooms may come in at once. */
  read(): Promise<void> {
    this.next ??= this.readAfter(this.reading);
    this.reading = this.next.catch(() => {});
    return this.next;
  }

  private async readAfter(earlier: Promise<void>): Promise<void> {
    await earlier;
    this.next = undefined;
    const rows = await this.store.read((manager) => manager.findBy(CredentialEntity, { kind: 'controller' }));
    const before = this.bySerial;
    this.bySerial = new Map(rows.map((row) => [row.serial ?? '', row]));
    for (const [serial, { endedAt, roomId }] of before) {
      if (!endedAt && !this.worthOf(serial).isGood) for (const listener of this.listeners) listener(roomId);
    }
  }
}
