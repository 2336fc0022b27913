import { minutes, newId, type BodyOf, type Credential, type CredentialEnding, type deviceOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, Not, type EntityManager } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../audit/index.js';
import { HubCa } from '../ca/index.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { PeopleBook, SignIns } from '../people/index.js';
import type { Actor } from '../rights/index.js';
import { Clock } from '../time/clock.js';
import { CredentialEntity } from './credential.entity.js';
import { toCredential } from './credential.view.js';
import { isOwnKey, isRenewal } from './device-key.js';
import { credentialsKind, KnownCertificates } from './known-certificates.js';

const dayMs = minutes(24 * 60);
const shownAfterEndDays = 30;

/** Who does something, and from where. */
export interface Deed {
  readonly by: Pick<Actor, 'kind' | 'id' | 'name'>;
  readonly from: string | null;
}

/** By what controllers and terminals are known: given, renewed, taken back. Every change leaves its trace with it. */
@Injectable()
export class Credentials {
  constructor(
    private readonly people: PeopleBook,
    private readonly signIns: SignIns,
    private readonly known: KnownCertificates,
    private readonly ca: HubCa,
    private readonly trail: AuditTrail,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Those that count, and those that ended lately; the newest first. */
  async list(): Promise<Credential[]> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - shownAfterEndDays * dayMs);
    const rows = await this.people.read((manager) =>
      manager.find(CredentialEntity, {
        where: [{ endedAt: IsNull() }, { endedAt: MoreThan(since) }],
        order: { issuedAt: 'DESC', id: 'DESC' },
      }),
    );
    return rows.map((row) => toCredential(row, now)).filter(({ ended }) => !ended || new Date(ended.at) > since);
  }

  async find(id: string): Promise<CredentialEntity | null> {
    return this.people.read((manager) => manager.findOneBy(CredentialEntity, { id }));
  }

  /** A row for a terminal, or for a controller's key together with its certificate. Not stored yet: signing takes its time. */
  async prepare(
    roomId: string,
    publicKey: string | null,
    issuedBy: string,
    renews: string | null = null,
  ): Promise<CredentialEntity> {
    const now = this.clock.now();
    const row: CredentialEntity = {
      id: newId(),
      kind: publicKey ? 'controller' : 'terminal',
      roomId,
      serial: null,
      publicKey,
      certificate: null,
      renews,
      issuedAt: now,
      issuedBy,
      validTo: null,
      usedAt: null,
      endedAt: null,
      endedBecause: null,
    };
    if (!publicKey) return row;
    const validTo = new Date(now.getTime() + this.config.deviceCertificateDays * dayMs);
    const key = Buffer.from(publicKey, 'base64');
    const { serial, pem } = await this.ca.clientCertificate({ name: roomId, role: 'controller', publicKey: key, validTo });
    return { ...row, serial, certificate: pem, validTo };
  }

  /** Writes about credentials; every hub knows when it resolves here, or a moment later elsewhere. */
  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const result = await this.people.write((transaction) => {
      transaction.announce(credentialsKind, 'all');
      return work(transaction);
    });
    await this.known.read();
    return result;
  }

  /** Takes a credential back: its device is cut off at once. A repeat changes nothing. @throws Refused `credential-unknown` */
  async revoke(id: string, why: string | null, deed: Deed): Promise<Credential> {
    const row = await this.write(async (transaction) => {
      const found = await transaction.manager.findOneBy(CredentialEntity, { id });
      if (!found) throw new Refused('credential-unknown');
      if (found.endedAt) return found;
      await this.end(transaction.manager, found, 'revoked');
      if (found.kind === 'terminal') await this.signIns.revokeTerminal(transaction, found.roomId);
      await this.trace(transaction.manager, found, 'device.revoked', actorOf(deed), deed.from, why);
      return found;
    });
    return toCredential(row, this.clock.now());
  }

  /**
   * A controller is there with this certificate. Only now those before it end: until then the old machine still rings, so that a new
   * one that never comes online leaves no room without help. Against a thief there is `revoke`.
   */
  async used(roomId: string, serial: string): Promise<void> {
    const worth = this.known.worthOf(serial);
    if (!worth.isGood || worth.roomId !== roomId) return;
    const isFirst = { serial, usedAt: IsNull(), endedAt: IsNull() };
    const isNew = await this.people.read((manager) => manager.existsBy(CredentialEntity, isFirst));
    if (!isNew) return;
    await this.write(async ({ manager }) => {
      const row = await manager.findOneBy(CredentialEntity, isFirst);
      if (!row) return;
      await manager.update(CredentialEntity, { id: row.id }, { usedAt: this.clock.now() });
      await this.endOthers(manager, row);
    });
  }

  /** Ends the credentials of the same kind and room that are not newer. */
  async endOthers(manager: EntityManager, { id, kind, roomId, issuedAt, renews }: CredentialEntity): Promise<void> {
    const older = { id: Not(id), kind, roomId, endedAt: IsNull() };
    const rows = (await manager.findBy(CredentialEntity, older)).filter((row) => row.issuedAt <= issuedAt);
    for (const row of rows) {
      await this.end(manager, row, row.id === renews ? 'renewed' : 'replaced');
      await this.trace(manager, row, 'device.revoked', { kind: 'system', id: null, name: row.endedBecause ?? '' }, null, null);
    }
  }

  /**
   * The next certificate, for whoever holds the key of one that still counts. The same wish again gets the same answer.
   * @returns null while less than two thirds of the present one's time have passed
   * @throws Refused `credential-refused`
   */
  async renew(wish: BodyOf<typeof deviceOperations.renewCertificate>, from: string | null): Promise<string | null> {
    const { serial, publicKey, proof, signature } = wish;
    const row = await this.people.read((manager) => manager.findOneBy(CredentialEntity, { serial, kind: 'controller' }));
    const counts = row !== null && this.known.worthOf(serial).isGood;
    if (!counts || !isOwnKey(publicKey, proof) || !isRenewal(row.publicKey ?? '', serial, publicKey, signature))
      throw new Refused('credential-refused');
    const given = await this.people.read((manager) => manager.findOneBy(CredentialEntity, { renews: row.id, publicKey }));
    if (given) return given.certificate;
    const [begin, end] = [row.issuedAt.getTime(), (row.validTo as Date).getTime()];
    if (this.clock.now().getTime() < begin + ((end - begin) * 2) / 3) return null;
    const next = await this.prepare(row.roomId, publicKey, row.issuedBy, row.id);
    await this.write(async ({ manager }) => {
      await this.forgetUnused(manager, row.id);
      await manager.insert(CredentialEntity, next);
      await this.trace(manager, next, 'device.renewed', { kind: 'controller', id: row.roomId, name: row.roomId }, from, null);
    });
    return next.certificate;
  }

  async trace(
    manager: EntityManager,
    { id, kind, roomId, serial }: CredentialEntity,
    what: AuditEntry['what'],
    actor: AuditEntry['actor'],
    from: string | null,
    why: string | null,
  ): Promise<void> {
    await this.trail.record(manager, {
      what,
      actor,
      from,
      why,
      subject: { kind: 'credential', id },
      details: { kind, roomId, serial },
    });
  }

  /** A controller that lost an answer asks with another key: what it never used goes, so that asking often fills nothing. */
  private async forgetUnused(manager: EntityManager, renews: string): Promise<void> {
    const lost = await manager.findBy(CredentialEntity, { renews, usedAt: IsNull(), endedAt: IsNull() });
    for (const row of lost) await this.end(manager, row, 'replaced');
  }

  private async end(manager: EntityManager, row: CredentialEntity, because: CredentialEnding): Promise<void> {
    Object.assign(row, { endedAt: this.clock.now(), endedBecause: because });
    await manager.update(CredentialEntity, { id: row.id }, { endedAt: row.endedAt, endedBecause: because });
  }
}

export const actorOf = ({ by }: Deed): AuditEntry['actor'] => ({ kind: by.kind, id: by.id, name: by.name });
