import { newId, policyValues, retentionPolicies, type BodyOf, type Policy, type pointOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import type { Acting } from '../rights/index.js';
import { refuseReversed } from '../time/validity.js';
import { PolicyEntity } from './policy.entity.js';
import { Register, registerChanged } from './register.js';

/** The rules: what is set comes into force on a day, and what was before stays to be seen. */
@Injectable()
export class Policies {
  constructor(
    private readonly store: Store,
    private readonly register: Register,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Refused `not-allowed`, `policy-value-refused`, `policy-in-the-past`, `dates-reversed`, `version-differs` */
  async set(wanted: BodyOf<(typeof pointOperations)['setPolicy']>, deed: Deed, acting: Acting): Promise<Policy> {
    const { name, pointId, validFrom, validTo } = wanted;
    // A rule for all points names none that the guard could judge.
    if (pointId === null && !acting.covers({})) throw new Refused('not-allowed');
    const value = policyValues[name].safeParse(wanted.value);
    const isForAllOnly = name in retentionPolicies.shape;
    if (!value.success || (isForAllOnly && pointId !== null)) throw new Refused('policy-value-refused');
    if (validFrom < this.register.todayAt(pointId)) throw new Refused('policy-in-the-past');
    refuseReversed(wanted);
    const policy = await this.store.write(async ({ manager, announce }) => {
      const version = 1 + (await newestVersion(manager, name, pointId));
      const row = { name, pointId, version, value: value.data, validFrom, validTo };
      const isNew = await insertRow(manager, PolicyEntity, { ...row, id: newId() }, 'DO NOTHING');
      if (!isNew) throw new Refused('version-differs');
      const subject = { kind: 'policy', id: name };
      await this.trail.record(manager, { ...traceOf(deed), what: 'policy.set', subject, details: row });
      announce(registerChanged, name);
      return row;
    });
    await this.register.catchUp();
    return policy;
  }
}

async function newestVersion(manager: EntityManager, name: Policy['name'], pointId: string | null): Promise<number> {
  return (await manager.maximum(PolicyEntity, 'version', { name, pointId: pointId ?? IsNull() })) ?? 0;
}
