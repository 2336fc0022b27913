import { MailEntity } from '../mail/index.js';
import type { ErasureRule } from '../database/erasure-rule.js';

/** Mails, sent or given up: after so many days nobody tries them any more. Here, because plumbing knows no subject. */
export const mailErasure: ErasureRule = {
  name: 'mails',
  policy: 'mailDays',
  async erase(manager, before, most) {
    const { affected } = await manager
      .createQueryBuilder()
      .delete()
      .from(MailEntity)
      .where('"id" IN (SELECT "id" FROM "mail" WHERE "createdAt" < :before ORDER BY "createdAt" LIMIT :most)', {
        before: before.getTime(),
        most,
      })
      .execute();
    return affected ?? 0;
  },
};
