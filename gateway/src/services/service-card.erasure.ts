import type { ErasureRule } from '../database/erasure-rule.js';
import { ServiceCardEntity } from './service-card.entity.js';

/** Who published a card; what it said stays, so that it can be seen what people were told. */
export const serviceCardErasure: ErasureRule = {
  name: 'service-cards',
  policy: 'auditDetailsDays',
  async erase(manager, before, most) {
    const { affected } = await manager
      .createQueryBuilder()
      .update(ServiceCardEntity)
      .set({ publishedBy: null })
      .where(
        `("serviceId", "version") IN (SELECT "serviceId", "version" FROM "service_card"
         WHERE "publishedAt" < :before AND "publishedBy" IS NOT NULL LIMIT :most)`,
        { before: before.getTime(), most },
      )
      .execute();
    return affected ?? 0;
  },
};
