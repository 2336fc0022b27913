import { randomBytes } from 'node:crypto';
import type { AuditLine } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRow } from '../database/insert-row.js';
import { Clock } from '../time/clock.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditTrail, type AuditEntry } from './audit-trail.js';
import { canonical, commitmentOf, hashOf, noHash } from './chain.js';
import type { KnownHead } from './verify-chain.js';

/** On PostgreSQL several hubs append: the next number is given under this lock, held until the transaction ends. */
const appendLock = 4_710_212;

/** What strangers type may be told, but must not make a trace fail: PostgreSQL has no NUL, canonical JSON no half characters. */
const clean = (text: string): string => Buffer.from(text).toString().replaceAll('\0', '\uFFFD');

const cleanOrNull = (text: string | null): string | null => (text === null ? null : clean(text));

/** As JSON will bring it back: dates as text, nothing undefined. */
const cleanDetails = (details: AuditEntry['details']): Record<string, unknown> =>
  JSON.parse(JSON.stringify(details), (_, value: unknown) => (typeof value === 'string' ? clean(value) : value)) as Record<
    string,
    unknown
  >;

/** The audit trail in the store: one chain, numbered without gaps (ADR 0018). */
@Injectable()
export class StoreAuditTrail extends AuditTrail {
  constructor(private readonly clock: Clock) {
    super();
  }

  async record(manager: EntityManager, entry: AuditEntry): Promise<void> {
    if (!manager.queryRunner?.isTransactionActive) throw new Error('a trace is left in the transaction of what it tells of');
    if (manager.dataSource.options.type === 'postgres') await manager.query('SELECT pg_advisory_xact_lock($1)', [appendLock]);
    const before = await headOf(manager);
    await insertRow(manager, AuditEntryEntity, this.rowAfter(before, entry));
  }

  private rowAfter(before: KnownHead, { what, actor, from, why, subject, details }: AuditEntry): AuditEntryEntity {
    const at = this.clock.now();
    const salt = randomBytes(32).toString('hex');
    const open: Omit<AuditLine, 'commitment' | 'hash' | 'previousHash'> = {
      number: before.number + 1,
      at: at.toISOString(),
      what,
      actor: { kind: actor.kind, id: cleanOrNull(actor.id), name: clean(actor.name) },
      from: cleanOrNull(from),
      why: cleanOrNull(why),
      subject: subject && { kind: subject.kind, id: clean(subject.id) },
      details: cleanDetails(details),
      salt,
    };
    const commitment = commitmentOf(salt, open);
    return {
      number: open.number,
      at,
      what,
      actorKind: actor.kind,
      subjectKind: subject?.kind ?? null,
      actorId: open.actor.id,
      actorName: open.actor.name,
      from: open.from,
      why: open.why,
      subjectId: open.subject?.id ?? null,
      details: canonical(open.details ?? {}),
      salt,
      commitment,
      hash: hashOf(before.hash, { ...open, commitment }),
    };
  }
}

/** The newest entry's place; number 0 when there is none. */
export async function headOf(manager: EntityManager): Promise<KnownHead> {
  const [newest] = await manager.find(AuditEntryEntity, {
    select: { number: true, hash: true },
    order: { number: 'DESC' },
    take: 1,
  });
  return newest ? { number: newest.number, hash: newest.hash } : { number: 0, hash: noHash };
}
