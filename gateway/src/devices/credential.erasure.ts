import type { ErasureRule } from '../database/erasure-rule.js';
import { CredentialEntity } from './credential.entity.js';

/** Who gave a device its credential, long after that has ended; the credential stays, so that its serial is never trusted again. */
export const credentialErasure: ErasureRule = {
  name: 'credentials',
  policy: 'auditDetailsDays',
  async erase(manager, before, most) {
    const { affected } = await manager
      .createQueryBuilder()
      .update(CredentialEntity)
      .set({ issuedBy: '' })
      .where(`"id" IN (SELECT "id" FROM "credential" WHERE "endedAt" < :before AND "issuedBy" <> '' LIMIT :most)`, {
        before: before.getTime(),
        most,
      })
      .execute();
    return affected ?? 0;
  },
};
