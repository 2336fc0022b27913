import { newId, type SignIn } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';
import type { AccountEntity } from './account.entity.js';
import type { Client } from './client.js';
import { announceActor, PeopleBook } from './people-book.js';
import { SignInEntity } from './sign-in.entity.js';
import { hashOfToken, newToken } from './tokens.js';

/** What a provider says of a sign-in. */
export interface ProviderSignIn {
  readonly provider: string;
  readonly providerSid: string | null;
  readonly idToken: string;
}

export interface Opening {
  readonly client: Client;
  readonly method: 'password' | 'provider' | 'demo';
  readonly deviceHash?: string;
  readonly provider?: ProviderSignIn;
}

/** Sign-ins of people and terminals: opened with a new token each time, ended for ever. */
@Injectable()
export class SignIns {
  constructor(
    private readonly book: PeopleBook,
    private readonly trail: AuditTrail,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs a person in.
   * @returns the token, for that person's browser only
   */
  async open(transaction: Transaction, account: AccountEntity, opening: Opening): Promise<string> {
    const { manager } = transaction;
    const { client, method, provider, deviceHash } = opening;
    const row = { accountId: account.id, method, deviceHash: deviceHash ?? null, ...provider };
    const { token, id } = await this.insert(manager, client, row);
    announceActor(transaction, account.id);
    await this.trail.record(manager, {
      what: 'sign-in.succeeded',
      actor: { kind: 'person', id: account.id, name: account.name },
      from: client.from,
      why: null,
      subject: { kind: 'sign-in', id },
      details: { method, provider: provider?.provider ?? null, agent: client.agent },
    });
    return token;
  }

  /**
   * Signs a room's terminal in, in the transaction of its enrolment; the sign-in of the room's terminal before it ends.
   * It lasts until it is revoked. The enrolment writes its own trace.
   * @returns the token, for that terminal's browser only
   */
  async openForTerminal(
    transaction: Transaction,
    { roomId, terminalId, client }: { readonly roomId: string; readonly terminalId: string; readonly client: Client },
  ): Promise<string> {
    await this.revokeTerminal(transaction, roomId);
    const { token } = await this.insert(transaction.manager, client, { roomId, terminalId, method: 'enrolment' });
    announceActor(transaction, terminalId);
    return token;
  }

  /** Ends the sign-in of a room's terminal, if it has one. */
  async revokeTerminal(transaction: Transaction, roomId: string): Promise<void> {
    const rows = await transaction.manager.findBy(SignInEntity, { roomId, endedAt: IsNull() });
    await this.end(transaction, rows);
  }

  /** Somebody leaves by the door: ends this sign-in. */
  signOut(deed: Deed): Promise<SignInEntity | undefined> {
    return this.book.write(async (transaction) => {
      const [row] = await this.livingOf(transaction.manager, deed.by.id, [deed.by.signInId]);
      if (!row) return undefined;
      await this.end(transaction, [row]);
      const subject = { kind: 'sign-in', id: row.id };
      await this.trail.record(transaction.manager, { ...traceOf(deed), what: 'sign-out', subject, details: {} });
      return row;
    });
  }

  /** Ends one sign-in of an account. @throws Refused `not-found` when it is not that account's, or has ended */
  revokeOne(accountId: string, signInId: string, deed: Deed): Promise<void> {
    return this.book.write(async (transaction) => {
      const rows = await this.livingOf(transaction.manager, accountId, [signInId]);
      if (rows.length === 0) throw new Refused('not-found');
      await this.revoke(transaction, rows, deed);
    });
  }

  /** Ends all sign-ins of an account but one. */
  async revokeAll(transaction: Transaction, accountId: string, deed: Deed, besides?: string): Promise<void> {
    const rows = await this.livingOf(transaction.manager, accountId);
    const ending = rows.filter(({ id }) => id !== besides);
    await this.revoke(transaction, ending, deed);
  }

  /** Ends what a provider says is over; no person did it. */
  async endByProvider(transaction: Transaction, rows: readonly SignInEntity[], from: string | null): Promise<void> {
    await this.end(transaction, rows);
    for (const { id, accountId, provider } of rows)
      await this.trail.record(transaction.manager, {
        what: 'sign-in.revoked',
        actor: { kind: 'system', id: null, name: provider ?? '' },
        from,
        why: null,
        subject: { kind: 'sign-in', id },
        details: { accountId },
      });
  }

  /** Where an account is signed in now, the newest first. */
  async of(accountId: string, currentId?: string): Promise<SignIn[]> {
    const rows = await this.book.read((manager) => this.livingOf(manager, accountId));
    return rows.map((row) => ({
      id: row.id,
      method: row.method,
      isCurrent: row.id === currentId,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt.toISOString(),
      from: row.fromAddress,
      agent: row.agent,
    }));
  }

  /** Whether time itself has ended a sign-in. Terminals wait for customers as long as it takes. */
  isOver(row: SignInEntity, now: Date): boolean {
    return row.endedAt !== null || now.getTime() >= this.endsAtMs(row);
  }

  /** When time ends a living sign-in that is not used any more, in milliseconds since 1970. */
  endsAtMs({ accountId, createdAt, lastUsedAt }: SignInEntity): number {
    const { idleMs, absoluteMs } = this.config.signIn;
    return accountId ? Math.min(createdAt.getTime() + absoluteMs, lastUsedAt.getTime() + idleMs) : Number.POSITIVE_INFINITY;
  }

  private async livingOf(manager: EntityManager, accountId: string, ids?: readonly string[]): Promise<SignInEntity[]> {
    const where = { accountId, endedAt: IsNull(), ...(ids ? { id: In(ids) } : {}) };
    const rows = await manager.find(SignInEntity, { where, order: { createdAt: 'DESC' } });
    const now = this.clock.now();
    return rows.filter((row) => !this.isOver(row, now));
  }

  private async insert(
    manager: EntityManager,
    { from, agent }: Client,
    values: Partial<SignInEntity> & Pick<SignInEntity, 'method'>,
  ): Promise<{ token: string; id: string }> {
    const [token, id, now] = [newToken(), newId(), this.clock.now()];
    const times = { createdAt: now, lastUsedAt: now };
    await manager.insert(SignInEntity, { ...values, ...times, id, hash: hashOfToken(token), fromAddress: from, agent });
    return { token, id };
  }

  private async revoke(transaction: Transaction, rows: readonly SignInEntity[], deed: Deed): Promise<void> {
    await this.end(transaction, rows);
    for (const { id, accountId } of rows) {
      const subject = { kind: 'sign-in', id };
      const entry = { ...traceOf(deed), what: 'sign-in.revoked', subject, details: { accountId } } as const;
      await this.trail.record(transaction.manager, entry);
    }
  }

  /** The provider's token is of no use any more, so it goes. */
  private async end(transaction: Transaction, rows: readonly SignInEntity[]): Promise<void> {
    if (rows.length === 0) return;
    const ids = In(rows.map(({ id }) => id));
    await transaction.manager.update(SignInEntity, { id: ids }, { endedAt: this.clock.now(), idToken: null });
    for (const { accountId, terminalId } of rows) announceActor(transaction, accountId ?? terminalId ?? '');
  }
}
