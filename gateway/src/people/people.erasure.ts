import type { ErasureRule } from '../database/erasure-rule.js';
import { AccountEntity } from './account.entity.js';
import { GrantEntity } from './grant.entity.js';
import { SignInEntity } from './sign-in.entity.js';

/** No trace names them any more, and no sign-in refers to them. */
const closedAccounts = `SELECT "id" FROM "account" WHERE "closedAt" < :before
  AND NOT EXISTS (SELECT 1 FROM "sign_in" WHERE "accountId" = "account"."id") ORDER BY "closedAt", "id" LIMIT :most`;

export const peopleErasure: readonly ErasureRule[] = [
  {
    // Those of a terminal that still lives are its credential, however long nobody has touched it.
    name: 'sign-ins',
    policy: 'signInDays',
    async erase(manager, before, most) {
      const { affected } = await manager
        .createQueryBuilder()
        .delete()
        .from(SignInEntity)
        .where(
          `"id" IN (SELECT "id" FROM "sign_in"
           WHERE coalesce("endedAt", CASE WHEN "terminalId" IS NULL THEN "lastUsedAt" END) < :before LIMIT :most)`,
          { before: before.getTime(), most },
        )
        .execute();
      return affected ?? 0;
    },
  },
  {
    name: 'accounts',
    policy: 'auditDetailsDays',
    async erase(manager, before, most) {
      const given = { before: before.getTime(), most };
      const remove = manager.createQueryBuilder().delete();
      await remove.from(GrantEntity).where(`"accountId" IN (${closedAccounts})`, given).execute();
      const accounts = manager.createQueryBuilder().delete().from(AccountEntity).where(`"id" IN (${closedAccounts})`, given);
      return (await accounts.execute()).affected ?? 0;
    },
  },
];
