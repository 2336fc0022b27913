import type { BodyOf, Closure, pointOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan, type EntityManager } from 'typeorm';
import { AuditTrail, traceOf, type AuditEntry, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { Store } from '../database/store.js';
import { updateVersion } from '../database/update-version.js';
import { Refused } from '../http/refused.js';
import type { Acting } from '../rights/index.js';
import { ClosureEntity } from './closure.entity.js';
import { Register, registerChanged } from './register.js';

type Operations = typeof pointOperations;

/** When a point or one of its rooms serves nobody (PEERS 6, 7). Bookings within a closure stay until a person has moved them. */
@Injectable()
export class Closures {
  constructor(
    private readonly store: Store,
    private readonly register: Register,
    private readonly trail: AuditTrail,
  ) {}

  /** The closures that touch a time at a point, the first ones first; within a transaction when one is given. */
  touching(pointId: string, from: Date, to: Date, manager?: EntityManager): Promise<ClosureEntity[]> {
    const find = (reader: EntityManager) =>
      reader.find(ClosureEntity, {
        where: { pointId, from: LessThan(to), to: MoreThan(from) },
        order: { from: 'ASC', id: 'ASC' },
      });
    return manager ? find(manager) : this.store.read(find);
  }

  async find(id: string): Promise<ClosureEntity | null> {
    return this.store.read((manager) => manager.findOneBy(ClosureEntity, { id }));
  }

  /** The page makes the id: a repeat answers the closure as it is. @throws Refused `room-unknown`, `dates-reversed`, `not-allowed` */
  async add(pointId: string, values: BodyOf<Operations['addClosure']>, deed: Deed, acting: Acting): Promise<Closure> {
    checkTimes(values);
    checkKind(values.kind, acting);
    if (values.roomId !== null && this.register.room(values.roomId)?.pointId !== pointId) throw new Refused('room-unknown');
    const row = { ...values, pointId, from: new Date(values.from), to: new Date(values.to), version: 1 };
    return this.store.write(async ({ manager, announce }) => {
      const isNew = await insertRow(manager, ClosureEntity, row, '("id") DO NOTHING');
      if (!isNew) {
        const known = await manager.findOneByOrFail(ClosureEntity, { id: row.id });
        if (known.pointId !== pointId) throw new Refused('closure-unknown');
        return toClosure(known);
      }
      await this.trace(manager, 'closure.added', row, deed);
      announce(registerChanged, row.id);
      return toClosure(row);
    });
  }

  /** @throws Refused `version-differs`, `dates-reversed`, `not-allowed` */
  async change(
    { id, version }: { readonly id: string; readonly version: number },
    values: BodyOf<Operations['changeClosure']>,
    deed: Deed,
    acting: Acting,
  ): Promise<Closure> {
    checkTimes(values);
    checkKind(values.kind, acting);
    return this.store.write(async ({ manager, announce }) => {
      const known = await manager.findOneBy(ClosureEntity, { id });
      if (!known) throw new Refused('closure-unknown');
      checkKind(known.kind, acting);
      const changes = { ...values, from: new Date(values.from), to: new Date(values.to) };
      const row = { ...known, ...changes, version: await updateVersion(manager, ClosureEntity, { id, version }, changes) };
      await this.trace(manager, 'closure.changed', row, deed);
      announce(registerChanged, id);
      return toClosure(row);
    });
  }

  /** @throws Refused `closure-unknown`, `not-allowed` */
  async end(id: string, deed: Deed, acting: Acting): Promise<void> {
    await this.store.write(async ({ manager, announce }) => {
      const known = await manager.findOneBy(ClosureEntity, { id });
      if (!known) throw new Refused('closure-unknown');
      checkKind(known.kind, acting);
      await manager.delete(ClosureEntity, { id });
      await this.trace(manager, 'closure.ended', known, deed);
      announce(registerChanged, id);
    });
  }

  private trace(manager: EntityManager, what: AuditEntry['what'], closure: ClosureEntity, deed: Deed): Promise<void> {
    const { id, pointId, roomId, kind, from, to } = closure;
    const details = { pointId, roomId, kind, from: from.toISOString(), to: to.toISOString() };
    return this.trail.record(manager, { ...traceOf(deed), what, subject: { kind: 'closure', id }, details });
  }
}

export const toClosure = (row: ClosureEntity): Closure => ({ ...row, from: row.from.toISOString(), to: row.to.toISOString() });

function checkTimes({ from, to }: { readonly from: string; readonly to: string }): void {
  if (new Date(to) <= new Date(from)) throw new Refused('dates-reversed');
}

/** Whoever keeps devices says when they are worked on, and not when a point serves. */
function checkKind(kind: Closure['kind'], acting: Acting): void {
  if (kind === 'closure' && acting.isOnly('maintainer')) throw new Refused('not-allowed');
}
