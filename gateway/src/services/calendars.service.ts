import type { BodyOf, Calendar, serviceOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { updateVersion } from '../database/update-version.js';
import { Refused } from '../http/refused.js';
import type { Acting } from '../rights/index.js';
import { CalendarEntity } from './calendar.entity.js';
import { refuseReversed } from '../time/validity.js';
import { ServiceBook } from './service-book.js';

type Operations = typeof serviceOperations;
type Content = BodyOf<Operations['changeCalendar']>;

/** When the experts of an authority serve, and with what. */
@Injectable()
export class Calendars {
  constructor(
    private readonly book: ServiceBook,
    private readonly trail: AuditTrail,
  ) {}

  /** Those of the own authority. */
  listFor(acting: Acting): Calendar[] {
    return this.book.calendars().filter(({ authorityId }) => acting.covers({ authorityId }));
  }

  create(body: BodyOf<Operations['createCalendar']>, deed: Deed): Promise<Calendar> {
    this.check(body.authorityId, body);
    return this.book.write(async (manager) => {
      const calendar = { ...body, version: 1 };
      if (!(await insertRow(manager, CalendarEntity, calendar, '("id") DO NOTHING'))) throw new Refused('version-differs');
      const subject = { kind: 'calendar', id: body.id };
      await this.trail.record(manager, { ...traceOf(deed), what: 'calendar.created', subject, details: body });
      return calendar;
    });
  }

  change(id: string, seenVersion: number, body: Content, deed: Deed): Promise<Calendar> {
    return this.book.write(async (manager) => {
      const { version: _, ...before } = await manager.findOneByOrFail(CalendarEntity, { id });
      this.check(before.authorityId, body);
      const version = await updateVersion(manager, CalendarEntity, { id, version: seenVersion }, body);
      const details = { before, after: body };
      await this.trail.record(manager, {
        ...traceOf(deed),
        what: 'calendar.changed',
        subject: { kind: 'calendar', id },
        details,
      });
      return { ...body, id, authorityId: before.authorityId, version };
    });
  }

  /** A service stays with its authority for ever, so what is in memory is enough to ask. */
  private check(authorityId: string, { serviceIds, hours, exceptionalHours, ...days }: Content): void {
    if (serviceIds.some((serviceId) => this.book.service(serviceId)?.authorityId !== authorityId))
      throw new Refused('service-unknown');
    const exceptions = exceptionalHours.map(({ from, to }) => ({ validFrom: from, validTo: to }));
    refuseReversed(days, ...hours, ...exceptions);
  }
}
