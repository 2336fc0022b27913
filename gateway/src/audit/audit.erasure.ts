import { IsNull, MoreThanOrEqual, Not } from 'typeorm';
import type { ErasureRule } from '../database/erasure-rule.js';
import { AuditEntryEntity } from './audit-entry.entity.js';

const nothing = { actorId: null, actorName: null, from: null, why: null, subjectId: null, details: null, salt: null };

/** The erasable part of the trail, from the oldest entry on and leaving none out (ADR 0018). */
export const auditErasure: ErasureRule = {
  name: 'audit-details',
  policy: 'auditDetailsDays',
  async erase(manager, before, most) {
    const first = { select: { number: true }, order: { number: 'ASC' }, take: 1 } as const;
    const [oldest] = await manager.find(AuditEntryEntity, { ...first, where: { salt: Not(IsNull()) } });
    if (!oldest) return 0;
    const where = { number: MoreThanOrEqual(oldest.number), at: MoreThanOrEqual(before) };
    const [kept] = await manager.find(AuditEntryEntity, { ...first, where });
    const end = Math.min(oldest.number + most, kept?.number ?? Number.POSITIVE_INFINITY);
    const { affected } = await manager
      .createQueryBuilder()
      .update(AuditEntryEntity)
      .set(nothing)
      .where('"number" >= :start AND "number" < :end', { start: oldest.number, end })
      .execute();
    return affected ?? 0;
  },
};
