import type { ErasureRule } from '../database/erasure-rule.js';
import { AnnouncedTestViewerEntity } from './announced-test.entity.js';

/** Who watched announced tests; that there was a test, stays. The trace of it has a time of its own. */
export const meetingErasure: ErasureRule = {
  name: 'viewers',
  policy: 'callPersonalDays',
  async erase(manager, before, most) {
    const { affected } = await manager
      .createQueryBuilder()
      .delete()
      .from(AnnouncedTestViewerEntity)
      .where('"id" IN (SELECT "id" FROM "announced_test_viewer" WHERE "aliveAt" < :before LIMIT :most)', {
        before: before.getTime(),
        most,
      })
      .execute();
    return affected ?? 0;
  },
};
