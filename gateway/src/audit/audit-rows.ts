import { Between, type EntityManager } from 'typeorm';
import { AuditEntryEntity } from './audit-entry.entity.js';
import type { ChainLine } from './chain.js';

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

const pageSize = 500;

/** Reads the rows whose numbers are between two, both included, oldest first. */
export type ReadRows = (first: number, last: number) => Promise<AuditEntryEntity[]>;

export const rowsBy =
  (manager: EntityManager): ReadRows =>
  (first, last) =>
    manager.find(AuditEntryEntity, { where: { number: Between(first, last) }, order: { number: 'ASC' } });

/** The entries from one number to another, both included, oldest first, a page in memory at a time. */
export async function* linesOf(read: ReadRows, first: number, last: number): AsyncGenerator<ChainLine> {
  for (let next = first; next <= last; next += pageSize) {
    for (const row of await read(next, Math.min(last, next + pageSize - 1))) yield toLine(row);
  }
}
