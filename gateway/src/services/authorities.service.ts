import type { Authority, BodyOf, Service, serviceOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { updateVersion } from '../database/update-version.js';
import { Refused } from '../http/refused.js';
import { AuthorityEntity } from './authority.entity.js';
import { refuseReversed } from '../time/validity.js';
import { ServiceBook } from './service-book.js';
import { ServiceEntity } from './service.entity.js';

type Operations = typeof serviceOperations;

/** Authorities, and the services that they serve with. Nothing of them is ever deleted: it ends on a day. */
@Injectable()
export class Authorities {
  constructor(
    private readonly book: ServiceBook,
    private readonly trail: AuditTrail,
  ) {}

  create(body: BodyOf<Operations['createAuthority']>, deed: Deed): Promise<Authority> {
    return this.book.write(async (manager) => {
      const authority = { ...body, version: 1 };
      if (!(await insertRow(manager, AuthorityEntity, authority, '("id") DO NOTHING'))) throw new Refused('authority-exists');
      const subject = { kind: 'authority', id: body.id };
      await this.trail.record(manager, { ...traceOf(deed), what: 'authority.created', subject, details: body });
      return authority;
    });
  }

  change(id: string, seenVersion: number, body: BodyOf<Operations['changeAuthority']>, deed: Deed): Promise<Authority> {
    return this.book.write(async (manager) => {
      const { version: _, ...before } = await manager.findOneByOrFail(AuthorityEntity, { id });
      const version = await updateVersion(manager, AuthorityEntity, { id, version: seenVersion }, body);
      const details = { before, after: body };
      await this.trail.record(manager, {
        ...traceOf(deed),
        what: 'authority.changed',
        subject: { kind: 'authority', id },
        details,
      });
      return { ...body, id, version };
    });
  }

  createService(body: BodyOf<Operations['createService']>, deed: Deed): Promise<Service> {
    refuseReversed(body);
    return this.book.write(async (manager) => {
      const service = { ...body, version: 1 };
      if (!(await insertRow(manager, ServiceEntity, service, '("id") DO NOTHING'))) throw new Refused('service-exists');
      const subject = { kind: 'service', id: body.id };
      await this.trail.record(manager, { ...traceOf(deed), what: 'service.created', subject, details: body });
      return service;
    });
  }

  changeService(id: string, seenVersion: number, body: BodyOf<Operations['changeService']>, deed: Deed): Promise<Service> {
    refuseReversed(body);
    return this.book.write(async (manager) => {
      const { version: _, ...before } = await manager.findOneByOrFail(ServiceEntity, { id });
      const version = await updateVersion(manager, ServiceEntity, { id, version: seenVersion }, body);
      const details = { before, after: body };
      await this.trail.record(manager, { ...traceOf(deed), what: 'service.changed', subject: { kind: 'service', id }, details });
      return { ...body, id, authorityId: before.authorityId, version };
    });
  }
}
