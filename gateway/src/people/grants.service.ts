import { newId, type GivenGrant, type NewGrant } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import type { Transaction } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { AccountEntity } from './account.entity.js';
import { readAccounts } from './account.view.js';
import { checkGiving, mayGive } from './giving.js';
import { GrantEntity } from './grant.entity.js';
import { toGivenGrant, toGrant, validAt } from './grant.view.js';
import { announceActor, PeopleBook } from './people-book.js';

/** Roles of people, given and ended by those who may. */
@Injectable()
export class Grants {
  constructor(
    private readonly book: PeopleBook,
    private readonly register: Register,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  giveTo(accountId: string, wanted: NewGrant, deed: Deed): Promise<GivenGrant> {
    this.check(deed, wanted);
    return this.book.write(async (transaction) => {
      const { manager } = transaction;
      const [seen] = await readAccounts(manager, deed.by, accountId);
      if (!seen) throw new Refused('not-found');
      if (seen.closedAt) throw new Refused('account-closed');
      return this.give(transaction, accountId, wanted, deed);
    });
  }

  /** A repeat changes nothing. */
  endOf(accountId: string, grantId: string, deed: Deed): Promise<GivenGrant> {
    return this.book.write(async (transaction) => {
      const { manager } = transaction;
      const row = await manager.findOneBy(GrantEntity, { id: grantId, accountId });
      // Nobody learns that there is a role which they could not have given.
      if (!row || !mayGive(deed.by.grants, row)) throw new Refused('not-found');
      const ended = await this.end(transaction, row, deed);
      await this.refuseOwnerless(manager);
      return toGivenGrant(ended);
    });
  }

  /** @throws Refused when the giver may not give this, or it makes no sense */
  check({ by }: Deed, wanted: NewGrant): void {
    checkGiving(by.grants, wanted);
    const { scope, validTo } = wanted;
    const isKnown = scope.kind !== 'points' || scope.pointIds.every((pointId) => this.register.point(pointId));
    if (!isKnown || (validTo !== null && validTo <= this.clock.now().toISOString())) throw new Refused('grant-malformed');
  }

  /** Gives what has been checked. */
  async give(transaction: Transaction, accountId: string, wanted: NewGrant, deed: Deed): Promise<GivenGrant> {
    const { role, scope, validFrom, validTo } = wanted;
    const row: GrantEntity = {
      id: newId(),
      accountId,
      role,
      scope,
      validFrom: validFrom ? new Date(validFrom) : this.clock.now(),
      validTo: validTo ? new Date(validTo) : null,
      isFromProvider: false,
    };
    await transaction.manager.insert(GrantEntity, row);
    await this.trace(transaction.manager, deed, 'grant.given', row);
    announceActor(transaction, accountId);
    return toGivenGrant(row);
  }

  async endAll(transaction: Transaction, accountId: string, deed: Deed): Promise<void> {
    for (const row of await transaction.manager.findBy(GrantEntity, { accountId })) await this.end(transaction, row, deed);
  }

  /** @throws Refused `last-owner` when nobody who is not closed is owner now */
  async refuseOwnerless(manager: EntityManager): Promise<void> {
    if (!(await hasOwner(manager, this.clock.now()))) throw new Refused('last-owner');
  }

  private async end(transaction: Transaction, row: GrantEntity, deed: Deed): Promise<GrantEntity> {
    const now = this.clock.now();
    if (row.validTo && row.validTo <= now) return row;
    const ended = { ...row, validTo: now };
    await transaction.manager.update(GrantEntity, { id: row.id }, { validTo: now });
    await this.trace(transaction.manager, deed, 'grant.ended', ended);
    announceActor(transaction, row.accountId);
    return ended;
  }

  private trace(manager: EntityManager, deed: Deed, what: 'grant.given' | 'grant.ended', row: GrantEntity): Promise<void> {
    const { id, accountId, ...grant } = toGivenGrantOf(row);
    const subject = { kind: 'account', id: accountId };
    return this.trail.record(manager, { ...traceOf(deed), what, subject, details: { grantId: id, ...grant } });
  }
}

const toGivenGrantOf = (row: GrantEntity) => ({ ...toGrant(row), accountId: row.accountId });

/** Whether somebody who is not closed is owner at a moment. */
export async function hasOwner(manager: EntityManager, now: Date): Promise<boolean> {
  const rows = await manager.findBy(GrantEntity, { role: 'owner' });
  const valid = new Set(validAt(rows.map(toGrant), now).map(({ id }) => id));
  for (const { id, accountId } of rows) {
    if (!valid.has(id)) continue;
    const account = await manager.findOneBy(AccountEntity, { id: accountId });
    if (account && !account.closedAt) return true;
  }
  return false;
}
