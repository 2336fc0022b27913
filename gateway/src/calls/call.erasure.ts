import type { EntityManager } from 'typeorm';
import type { ErasureRule } from '../database/erasure-rule.js';
import { CallEventEntity } from './call-event.entity.js';
import { CallEntity } from './call.entity.js';
import { ShiftEntity } from './shift.entity.js';

/** A call itself is about a room: only the advisors on it lead to persons. */
const advisors = '("acknowledgedBy" IS NOT NULL OR "onTheWayBy" IS NOT NULL OR "ending" NOT LIKE :nameless)';
const nameless = '%"name":null%';

async function eraseAdvisors(manager: EntityManager, before: Date, most: number): Promise<number> {
  const calls = await manager
    .createQueryBuilder(CallEntity, 'call')
    .where(`"call"."endedAt" < :before AND ${advisors}`, { before: before.getTime(), nameless })
    .orderBy('"call"."endedAt"')
    .limit(most)
    .getMany();
  for (const { id, ending } of calls) {
    const changes = { acknowledgedBy: null, onTheWayBy: null, ending: ending && { ...ending, name: null } };
    await manager.update(CallEntity, { id }, changes);
  }
  return calls.length;
}

/** What happened stays for the statistics; whose shift did it, goes. */
async function eraseShiftsOfEvents(manager: EntityManager, before: Date, most: number): Promise<number> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(CallEventEntity)
    .set({ who: null })
    .where(
      `"id" IN (SELECT "id" FROM "call_event" WHERE "at" < :before AND "who" IS NOT NULL
       AND "what" IN ('seen', 'heard', 'acknowledged', 'on-the-way', 'ended') LIMIT :most)`,
      { before: before.getTime(), most },
    )
    .execute();
  return affected ?? 0;
}

export const callErasure: readonly ErasureRule[] = [
  {
    name: 'calls',
    policy: 'callPersonalDays',
    erase: async (manager, before, most) =>
      Math.max(await eraseAdvisors(manager, before, most), await eraseShiftsOfEvents(manager, before, most)),
  },
  {
    name: 'shifts',
    policy: 'callPersonalDays',
    async erase(manager, before, most) {
      const { affected } = await manager
        .createQueryBuilder()
        .delete()
        .from(ShiftEntity)
        .where('"id" IN (SELECT "id" FROM "shift" WHERE coalesce("endedAt", "lastSeenAt") < :before LIMIT :most)', {
          before: before.getTime(),
          most,
        })
        .execute();
      return affected ?? 0;
    },
  },
];
