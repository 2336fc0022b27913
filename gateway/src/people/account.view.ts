import type { Account, Grant } from '@etapiste/protocol';
import { In, type EntityManager } from 'typeorm';
import { AccountEntity } from './account.entity.js';
import { mayGive } from './giving.js';
import { GrantEntity } from './grant.entity.js';
import { toGivenGrant } from './grant.view.js';
import { SignInEntity } from './sign-in.entity.js';

/** Who reads, with the grants that are valid now. */
export interface Reader {
  readonly grants: readonly Grant[];
}

const seesAll = (reader: Reader): boolean => reader.grants.some(({ role }) => role === 'owner');

/**
 * The accounts that a reader may know of: those with a role that the reader could have given, and only these roles of theirs.
 * An owner sees everybody.
 */
export async function readAccounts(manager: EntityManager, reader: Reader, accountId?: string): Promise<Account[]> {
  const where = accountId === undefined ? {} : { id: accountId };
  const rows = await manager.find(AccountEntity, { where, order: { name: 'ASC', id: 'ASC' } });
  const ids = rows.map(({ id }) => id);
  const grants = await manager.find(GrantEntity, {
    where: accountId === undefined ? {} : { accountId: In(ids) },
    order: { validFrom: 'ASC', id: 'ASC' },
  });
  const lastSignIns = await readLastSignIns(manager);
  const isOwner = seesAll(reader);
  return rows.flatMap((row) => {
    const all = grants.filter((grant) => grant.accountId === row.id);
    const seen = all.filter((grant) => isOwner || mayGive(reader.grants, grant));
    if (seen.length === 0 && !isOwner) return [];
    return [
      {
        id: row.id,
        name: row.name,
        userName: row.userName,
        issuer: row.issuer,
        createdAt: row.createdAt.toISOString(),
        closedAt: row.closedAt?.toISOString() ?? null,
        lastSignInAt: lastSignIns.get(row.id) ?? null,
        grants: seen.map(toGivenGrant),
        mayChange: isOwner || seen.length === all.length,
      },
    ];
  });
}

async function readLastSignIns(manager: EntityManager): Promise<ReadonlyMap<string, string>> {
  const rows = await manager
    .createQueryBuilder(SignInEntity, 'signIn')
    .select('signIn.accountId', 'accountId')
    .addSelect('MAX(signIn.createdAt)', 'at')
    .where('signIn.accountId IS NOT NULL')
    .groupBy('signIn.accountId')
    .getRawMany<{ accountId: string; at: string | number }>();
  return new Map(rows.map(({ accountId, at }) => [accountId, new Date(Number(at)).toISOString()]));
}
