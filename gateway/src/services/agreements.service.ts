import type { Agreement, BodyOf, serviceOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Not, type EntityManager } from 'typeorm';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { updateVersion } from '../database/update-version.js';
import { Refused } from '../http/refused.js';
import { AgreementEntity } from './agreement.entity.js';
import { overlap, refuseReversed } from '../time/validity.js';
import { ServiceBook } from './service-book.js';
import { ServiceEntity } from './service.entity.js';

type Operations = typeof serviceOperations;

/** Which service is offered at which point, from when to when. On one day at most one agreement says so. */
@Injectable()
export class Agreements {
  constructor(
    private readonly book: ServiceBook,
    private readonly trail: AuditTrail,
  ) {}

  create(body: BodyOf<Operations['createAgreement']>, deed: Deed): Promise<Agreement> {
    refuseReversed(body);
    return this.book.write(async (manager) => {
      const agreement = { ...body, version: 1 };
      await refuseOverlap(manager, agreement);
      if (!(await insertRow(manager, AgreementEntity, agreement, '("id") DO NOTHING'))) throw new Refused('version-differs');
      const subject = { kind: 'agreement', id: body.id };
      await this.trail.record(manager, { ...traceOf(deed), what: 'agreement.created', subject, details: body });
      return agreement;
    });
  }

  change(id: string, seenVersion: number, body: BodyOf<Operations['changeAgreement']>, deed: Deed): Promise<Agreement> {
    refuseReversed(body);
    return this.book.write(async (manager) => {
      const before = await manager.findOneByOrFail(AgreementEntity, { id });
      const version = await updateVersion(manager, AgreementEntity, { id, version: seenVersion }, body);
      const after = { ...before, ...body, version };
      await refuseOverlap(manager, after);
      const details = { before, after };
      await this.trail.record(manager, {
        ...traceOf(deed),
        what: 'agreement.changed',
        subject: { kind: 'agreement', id },
        details,
      });
      return after;
    });
  }
}

/**
 * Agreements about one service are decided one after the other: on PostgreSQL whoever touches its row waits for the other's
 * commit, and then sees what it wrote.
 * @throws Refused `agreement-overlaps`
 */
async function refuseOverlap(manager: EntityManager, { id, pointId, serviceId, ...days }: Agreement): Promise<void> {
  await manager.update(ServiceEntity, { id: serviceId }, { version: () => '"version"' });
  const others = await manager.findBy(AgreementEntity, { pointId, serviceId, id: Not(id) });
  if (others.some((other) => overlap(other, days))) throw new Refused('agreement-overlaps');
}
