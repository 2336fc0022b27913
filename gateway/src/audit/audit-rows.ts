import { MoreThan, type EntityManager } from 'typeorm';
import { AuditEntryEntity } from './audit-entry.entity.js';
import type { ChainLine } from './chain.js';

const pageSize = 500;

/** A row as it is exported and verified. */
export function toLine(row: AuditEntryEntity): ChainLine {
  const { number, at, what, actorKind, subjectKind, actorId, actorName, from, why, subjectId, details, ...proof } = row;
  return {
    number,
    at: at.toISOString(),
    what,
    actor: { kind: actorKind, id: actorId, name: actorName },
    from,
    why,
    subject: subjectKind === null ? null : { kind: subjectKind, id: subjectId },
    details: details === null ? null : (JSON.parse(details) as Record<string, unknown>),
    ...proof,
  };
}

/** Entries after a number up to another one, oldest first, a page in memory at a time. */
export async function* linesOf(manager: EntityManager, after = 0, last = Number.POSITIVE_INFINITY): AsyncGenerator<ChainLine> {
  for (let known = after; ;) {
    const rows = await manager.find(AuditEntryEntity, {
      where: { number: MoreThan(known) },
      order: { number: 'ASC' },
      take: pageSize,
    });
    for (const row of rows) {
      if (row.number > last) return;
      yield toLine(row);
      known = row.number;
    }
    if (rows.length < pageSize) return;
  }
}
