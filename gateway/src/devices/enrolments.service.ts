import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import {
  codeLength,
  codeLetters,
  minutes,
  newId,
  readCode,
  seconds,
  type BegunEnrolment,
  type BodyOf,
  type Credential,
  type deviceOperations,
  type EnrolmentState,
  type ShownEnrolment,
} from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/index.js';
import { hubUser } from '../broker/index.js';
import { HubCa } from '../ca/index.js';
import { Config } from '../config/config.js';
import { Refused } from '../http/refused.js';
import { PeopleBook, SignIns, type Client } from '../people/index.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { CodeAttempts } from './code-attempts.js';
import { CredentialEntity } from './credential.entity.js';
import { toCredential } from './credential.view.js';
import { actorOf, Credentials, type Deed } from './credentials.service.js';
import { isOwnKey } from './device-key.js';
import { EnrolmentEntity } from './enrolment.entity.js';

/** How long a code can be typed; after that the device shows another one. Also how long a confirmed device may come for its answer. */
export const codeLife = minutes(10);
const pollEvery = seconds(2);
/** Devices that wait at once. A whole floor may be enrolled from one address; nobody enrols a country in ten minutes. */
const mostWaiting = 200;
const mostWaitingPerAddress = 20;

/** What a device's question brought: a terminal's browser gets the token in a cookie. */
export interface PollAnswer {
  readonly state: EnrolmentState;
  readonly terminal: { readonly roomId: string; readonly token: string } | null;
}

/** How a device without a room gets one: it shows a code, a maintainer types it (DESIGN §7). */
@Injectable()
export class Enrolments {
  constructor(
    private readonly people: PeopleBook,
    private readonly credentials: Credentials,
    private readonly signIns: SignIns,
    private readonly attempts: CodeAttempts,
    private readonly register: Register,
    private readonly ca: HubCa,
    private readonly trail: AuditTrail,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws Refused `request-malformed` for a key that is not its own, `too-many-enrolments` */
  async begin(wish: BodyOf<typeof deviceOperations.beginEnrolment>, address: string): Promise<BegunEnrolment> {
    const publicKey = wish.kind === 'controller' ? wish.publicKey : null;
    if (wish.kind === 'controller' && !isOwnKey(wish.publicKey, wish.proof)) {
      throw new Refused('request-malformed', undefined, [
        { field: 'body.proof', message: 'The key is not EC P-256, or not yours' },
      ]);
    }
    const [code, pollToken, now] = [newCode(), randomBytes(32).toString('base64url'), this.clock.now()];
    const row: EnrolmentEntity = {
      id: newId(),
      kind: wish.kind,
      publicKey,
      address,
      codeHash: hash(code),
      pollHash: hash(pollToken),
      createdAt: now,
      expiresAt: new Date(now.getTime() + codeLife),
      credentialId: null,
    };
    await this.people.write(async ({ manager }) => {
      await manager.delete(EnrolmentEntity, { expiresAt: LessThanOrEqual(now) });
      // A device that starts again shows one code, not two.
      if (publicKey) await manager.delete(EnrolmentEntity, { publicKey, credentialId: IsNull() });
      const waiting = await manager.countBy(EnrolmentEntity, {});
      const fromThere = await manager.countBy(EnrolmentEntity, { address });
      if (waiting >= mostWaiting || fromThere >= mostWaitingPerAddress) throw new Refused('too-many-enrolments');
      await manager.insert(EnrolmentEntity, row);
      await this.trail.record(manager, {
        what: 'device.code-made',
        actor: { kind: 'system', id: null, name: wish.kind },
        from: address,
        why: null,
        subject: { kind: 'enrolment', id: row.id },
        details: { kind: wish.kind },
      });
    });
    return { id: row.id, code, pollToken, expiresInSeconds: codeLife / seconds(1), pollSeconds: pollEvery / seconds(1) };
  }

  /**
   * How it went so far. May be asked again after it went well, while the code would still count: an answer can get lost.
   * @throws Refused `enrolment-unknown` also for a wrong token
   */
  async poll(id: string, pollToken: string, client: Client): Promise<PollAnswer> {
    const now = this.clock.now();
    const row = await this.people.read((manager) => manager.findOneBy(EnrolmentEntity, { id, expiresAt: MoreThan(now) }));
    if (!row || !timingSafeEqual(Buffer.from(row.pollHash), Buffer.from(hash(pollToken)))) throw new Refused('enrolment-unknown');
    const expiresInSeconds = (row.expiresAt.getTime() - now.getTime()) / seconds(1);
    if (!row.credentialId) return { state: { state: 'waiting', expiresInSeconds }, terminal: null };
    const credential = await this.credentials.find(row.credentialId);
    if (!credential || credential.endedAt) throw new Refused('enrolment-unknown');
    const { roomId, certificate } = credential;
    if (!certificate) {
      const token = await this.openTerminal(credential, client);
      return { state: { state: 'enrolled', roomId, connection: null }, terminal: { roomId, token } };
    }
    const connection = { certificate, authority: this.ca.certificate, mqttUrl: this.config.roomsMqttUrl };
    return { state: { state: 'enrolled', roomId, connection }, terminal: null };
  }

  /** @throws Refused `code-wrong`, `code-tried-too-often` */
  async show(typed: string, deed: Deed): Promise<ShownEnrolment> {
    const { id, kind, address, createdAt } = await this.byCode(typed, deed);
    const ageSeconds = (this.clock.now().getTime() - createdAt.getTime()) / seconds(1);
    return { id, kind, address, ageSeconds };
  }

  /**
   * The device belongs to this room from now on.
   * @throws Refused `code-wrong` also for another device's code, `code-tried-too-often`, `room-unknown`
   */
  async confirm(id: string, typed: string, roomId: string, deed: Deed): Promise<Credential> {
    // Nobody may be called like the hub at a broker.
    if (!this.register.room(roomId) || roomId === hubUser) throw new Refused('room-unknown');
    const shown = await this.byCode(typed, deed, id);
    const credential = await this.credentials.prepare(roomId, shown.publicKey, deed.by.name);
    await this.credentials.write(async ({ manager }) => {
      const now = this.clock.now();
      await manager.insert(CredentialEntity, credential);
      const confirmed = { credentialId: credential.id, expiresAt: new Date(now.getTime() + codeLife) };
      const { affected } = await manager.update(EnrolmentEntity, { id, credentialId: IsNull() }, confirmed);
      // Somebody else was quicker: nothing of this stays.
      if (affected !== 1) throw new Refused('code-wrong');
      await this.credentials.trace(manager, credential, 'device.enrolled', actorOf(deed), deed.from, null);
    });
    return toCredential(credential, this.clock.now());
  }

  private async byCode(typed: string, deed: Deed, id?: string): Promise<EnrolmentEntity> {
    this.attempts.check(deed.by.id);
    const code = readCode(typed);
    const row = code && (await this.people.read((manager) => this.findByCode(manager, code)));
    if (!row || (id !== undefined && row.id !== id)) {
      this.attempts.failed(deed.by.id);
      await this.noteWrongCode(deed);
      throw new Refused('code-wrong');
    }
    this.attempts.succeeded(deed.by.id);
    return row;
  }

  private findByCode(manager: EntityManager, code: string): Promise<EnrolmentEntity | null> {
    const expiresAt = MoreThan(this.clock.now());
    return manager.findOneBy(EnrolmentEntity, { codeHash: hash(code), credentialId: IsNull(), expiresAt });
  }

  private noteWrongCode(deed: Deed): Promise<void> {
    return this.people.write(({ manager }) =>
      this.trail.record(manager, {
        what: 'device.code-refused',
        actor: actorOf(deed),
        from: deed.from,
        why: null,
        subject: null,
        details: {},
      }),
    );
  }

  /** The terminals of this room before it end here: a browser that has its cookie is there. */
  private openTerminal(credential: CredentialEntity, client: Client): Promise<string> {
    const { id, roomId } = credential;
    return this.credentials.write(async (transaction) => {
      await this.credentials.endOthers(transaction.manager, credential);
      await transaction.manager.update(CredentialEntity, { id }, { usedAt: this.clock.now() });
      return this.signIns.openForTerminal(transaction, { roomId, terminalId: id, client });
    });
  }
}

const newCode = (): string => Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('');

/** A code lives for ten minutes and is tried slowly; its hash only keeps it out of backups and logs. */
const hash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
