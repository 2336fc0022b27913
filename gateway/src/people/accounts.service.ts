import { minutes, newId, type Account, type BodyOf, type OneTimePassword, type peopleOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';
import { AccountEntity } from './account.entity.js';
import { readAccounts, type Reader } from './account.view.js';
import { mayGiveAnything } from './giving.js';
import { Grants } from './grants.service.js';
import { hashOfPassword, newOneTimePassword } from './passwords.js';
import { announceActor, PeopleBook } from './people-book.js';
import { SignIns } from './sign-ins.service.js';

/** A weekend and a holiday may lie between handing the password over and its use. */
const oneTimeMs = minutes(5 * 24 * 60);

/** People who can sign in. Everybody sees and changes only those to whom they could give roles. */
@Injectable()
export class Accounts {
  constructor(
    private readonly book: PeopleBook,
    private readonly grants: Grants,
    private readonly signIns: SignIns,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** By name. */
  async listFor(by: Reader): Promise<Account[]> {
    if (!mayGiveAnything(by.grants)) throw new Refused('grant-refused');
    return this.book.read((manager) => readAccounts(manager, by));
  }

  async create(
    { name, userName, grants }: BodyOf<typeof peopleOperations.createAccount>,
    deed: Deed,
  ): Promise<{ account: Account; oneTimePassword: OneTimePassword }> {
    for (const grant of grants) this.grants.check(deed, grant);
    const { secret, ...password } = await this.newOneTime();
    const id = newId();
    return this.book.write(async (transaction) => {
      const { manager } = transaction;
      await refuseTaken(manager, userName);
      const row = { id, name, userName, issuer: null, subject: null, isDemo: false, createdAt: this.clock.now(), closedAt: null };
      await manager.insert(AccountEntity, { ...row, ...password });
      await this.trace(manager, deed, 'account.created', id, { name, userName });
      for (const grant of grants) await this.grants.give(transaction, id, grant, deed);
      announceActor(transaction, id);
      return { account: await this.shown(manager, id, deed), oneTimePassword: secret };
    });
  }

  change(accountId: string, { name, userName }: BodyOf<typeof peopleOperations.changeAccount>, deed: Deed): Promise<Account> {
    return this.book.write(async (transaction) => {
      const { manager } = transaction;
      const before = await this.changeable(manager, accountId, deed);
      if (userName !== null && userName !== before.userName) await refuseTaken(manager, userName);
      if (userName === null && before.issuer === null) throw new Refused('grant-refused');
      await manager.update(AccountEntity, { id: accountId }, { name, userName });
      await this.trace(manager, deed, 'account.changed', accountId, {
        before: { name: before.name, userName: before.userName },
        after: { name, userName },
      });
      announceActor(transaction, accountId);
      return this.shown(manager, accountId, deed);
    });
  }

  async makeOneTimePassword(accountId: string, deed: Deed): Promise<OneTimePassword> {
    const { secret, ...password } = await this.newOneTime();
    await this.book.write(async (transaction) => {
      const { manager } = transaction;
      const account = await this.changeable(manager, accountId, deed);
      if (account.closedAt) throw new Refused('account-closed');
      if (!account.userName) throw new Refused('user-name-missing');
      await manager.update(AccountEntity, { id: accountId }, password);
      await this.trace(manager, deed, 'account.changed', accountId, { password: 'one-time' });
      await this.signIns.revokeAll(transaction, accountId, deed);
      announceActor(transaction, accountId);
    });
    return secret;
  }

  close(accountId: string, deed: Deed): Promise<Account> {
    return this.book.write(async (transaction) => {
      const { manager } = transaction;
      const account = await this.changeable(manager, accountId, deed);
      if (!account.closedAt) {
        await this.grants.endAll(transaction, accountId, deed);
        await manager.update(AccountEntity, { id: accountId }, { closedAt: this.clock.now(), passwordHash: null });
        await this.grants.refuseOwnerless(manager);
        await this.trace(manager, deed, 'account.closed', accountId, {});
        await this.signIns.revokeAll(transaction, accountId, deed);
        announceActor(transaction, accountId);
      }
      return this.shown(manager, accountId, deed);
    });
  }

  /** Whether the reader may see where somebody is signed in, and end it. @throws Refused `not-found`, `grant-refused` */
  async checkChangeable(accountId: string, deed: Deed): Promise<void> {
    await this.book.read((manager) => this.changeable(manager, accountId, deed));
  }

  endSignIns(accountId: string, deed: Deed): Promise<void> {
    return this.book.write(async (transaction) => {
      await this.changeable(transaction.manager, accountId, deed);
      await this.signIns.revokeAll(transaction, accountId, deed);
    });
  }

  /** An account all of whose roles the reader could give: whoever opens it gains nothing by it. */
  private async changeable(manager: EntityManager, accountId: string, { by }: Deed): Promise<AccountEntity> {
    const [seen] = await readAccounts(manager, by, accountId);
    if (!seen) throw new Refused('not-found');
    if (!seen.mayChange) throw new Refused('grant-refused');
    return manager.findOneByOrFail(AccountEntity, { id: accountId });
  }

  private async shown(manager: EntityManager, accountId: string, { by }: Deed): Promise<Account> {
    const [seen] = await readAccounts(manager, by, accountId);
    if (!seen) throw new Refused('not-found');
    return seen;
  }

  private async newOneTime() {
    const password = newOneTimePassword();
    const oneTimeUntil = new Date(this.clock.now().getTime() + oneTimeMs);
    const secret = { password, validTo: oneTimeUntil.toISOString() };
    return { secret, passwordHash: await hashOfPassword(password), oneTimeUntil };
  }

  private trace(
    manager: EntityManager,
    deed: Deed,
    what: 'account.created' | 'account.changed' | 'account.closed',
    id: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    return this.trail.record(manager, { ...traceOf(deed), what, subject: { kind: 'account', id }, details });
  }
}

async function refuseTaken(manager: EntityManager, userName: string): Promise<void> {
  if (await manager.existsBy(AccountEntity, { userName })) throw new Refused('user-name-taken');
}
