import type { AuditEntryView, AuditLine, AuditPage, AuditQuery } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { And, LessThan, MoreThan, MoreThanOrEqual, type FindOperator, type FindOptionsWhere } from 'typeorm';
import { Store } from '../database/store.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { linesOf, rowsBy, toLine } from './audit-rows.js';
import { AuditTrail, type AuditEntry } from './audit-trail.js';
import { noHash } from './chain.js';
import { traceOf, type Deed } from './deed.js';
import { headOf } from './store.audit-trail.js';

const pageSize = 50;

/** Lets those who may read the trail do so. Whoever reads leaves a trace first: without it nothing is shown. */
@Injectable()
export class AuditReader {
  constructor(
    private readonly store: Store,
    private readonly trail: AuditTrail,
  ) {}

  async page(deed: Deed, query: AuditQuery): Promise<AuditPage> {
    await this.record(deed, 'audit.read', { ...query });
    const isForward = query.after !== undefined;
    const rows = await this.store.read((manager) =>
      manager.find(AuditEntryEntity, {
        where: whereOf(query),
        order: { number: isForward ? 'ASC' : 'DESC' },
        take: pageSize + 1,
      }),
    );
    const hasMore = rows.length > pageSize;
    const shown = isForward ? rows.slice(0, pageSize).toReversed() : rows.slice(0, pageSize);
    const [newest, oldest] = [shown.at(0)?.number ?? null, shown.at(-1)?.number ?? null];
    return {
      entries: shown.map(toView),
      older: isForward || hasMore ? oldest : null,
      newer: query.before !== undefined || (isForward && hasMore) ? newest : null,
    };
  }

  /** The lines of an export, each ending in a line break; what is recorded later is not in it. */
  async export(deed: Deed, { from, to }: Pick<AuditQuery, 'from' | 'to'>): Promise<AsyncGenerator<string>> {
    await this.record(deed, 'audit.exported', { from, to });
    const { first, last, before } = await this.spanOf(from, to);
    const read = (start: number, end: number) => this.store.read((manager) => rowsBy(manager)(start, end));
    return exportLines(linesOf(read, first, last), before);
  }

  /** Numbers without gaps: hubs whose clocks differ may have recorded a little out of order. */
  private spanOf(from: string | undefined, to: string | undefined): Promise<{ first: number; last: number; before: string }> {
    return this.store.read(async (manager) => {
      const edge = async (at: FindOperator<Date>, order: 'ASC' | 'DESC') =>
        (await manager.find(AuditEntryEntity, { where: { at }, order: { number: order }, take: 1 }))[0]?.number;
      const head = (await headOf(manager)).number;
      const first = from === undefined ? 1 : ((await edge(MoreThanOrEqual(new Date(from)), 'ASC')) ?? head + 1);
      const last = to === undefined ? head : ((await edge(LessThan(new Date(to)), 'DESC')) ?? 0);
      const before = await manager.findOneBy(AuditEntryEntity, { number: first - 1 });
      return { first, last, before: before?.hash ?? noHash };
    });
  }

  private record(deed: Deed, what: AuditEntry['what'], details: AuditEntry['details']): Promise<void> {
    return this.store.write(({ manager }) => this.trail.record(manager, { ...traceOf(deed), what, subject: null, details }));
  }
}

async function* exportLines(lines: ReturnType<typeof linesOf>, before: string): AsyncGenerator<string> {
  let previousHash = before;
  for await (const line of lines) {
    yield `${JSON.stringify({ ...line, previousHash } satisfies AuditLine)}\n`;
    previousHash = line.hash;
  }
}

function whereOf({ from, to, what, actorId, subjectId, before, after }: AuditQuery): FindOptionsWhere<AuditEntryEntity> {
  const at = [...(from ? [MoreThanOrEqual(new Date(from))] : []), ...(to ? [LessThan(new Date(to))] : [])];
  const number = [...(before ? [LessThan(before)] : []), ...(after ? [MoreThan(after)] : [])];
  return {
    ...(at.length > 0 ? { at: And(...at) } : {}),
    ...(number.length > 0 ? { number: And(...number) } : {}),
    ...(what ? { what } : {}),
    ...(actorId ? { actorId } : {}),
    ...(subjectId ? { subjectId } : {}),
  };
}

function toView(row: AuditEntryEntity): AuditEntryView {
  const { salt, commitment: _, hash: __, ...entry } = toLine(row);
  return { ...entry, isErased: salt === null };
}
