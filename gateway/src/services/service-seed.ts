import { readFileSync } from 'node:fs';
import { agreement, authority, calendar, idOf, localized, service } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { z } from 'zod';
import { Config } from '../config/config.js';
import { insertRow } from '../database/insert-row.js';
import { Store } from '../database/store.js';
import { Clock } from '../time/clock.js';
import { AgreementEntity } from './agreement.entity.js';
import { AuthorityEntity } from './authority.entity.js';
import { CalendarEntity } from './calendar.entity.js';
import { ServiceCardEntity } from './service-card.entity.js';
import { ServiceEntity } from './service.entity.js';

const pilot = z
  .object({
    authorities: z.array(authority.omit({ version: true })),
    services: z.array(service.omit({ version: true }).extend({ card: localized })),
    /** Each authority offers all of its services at a point. */
    offers: z.array(agreement.pick({ pointId: true, validFrom: true, validTo: true }).extend({ authorityId: z.string() })),
    /** Invented experts, so that a visitor finds free times. A real installation's authorities make their own. */
    demoCalendars: z.array(
      calendar.pick({ authorityId: true, name: true, serviceIds: true, channels: true, seats: true, hours: true }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../src/services/pilot.json', import.meta.url), 'utf8')));

/** Plants the pilot's authorities, services and agreements, once: what is there already stays as it has become. */
@Injectable()
export class ServiceSeed {
  constructor(
    private readonly store: Store,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    await this.store.write(async ({ manager }) => {
      for (const row of pilot.authorities) await plant(manager, AuthorityEntity, { ...row, version: 1 });
      await this.plantServices(manager);
      await plantAgreements(manager);
      if (this.config.isDemo) await plantCalendars(manager);
    });
  }

  private async plantServices(manager: EntityManager): Promise<void> {
    for (const { card: text, ...row } of pilot.services) {
      await plant(manager, ServiceEntity, { ...row, version: 1 });
      const first = { serviceId: row.id, version: 1, text, publishedAt: this.clock.now(), publishedBy: null };
      await plant(manager, ServiceCardEntity, first);
    }
  }
}

/** The same ids on every hub, so that none is planted twice. */
async function plantAgreements(manager: EntityManager): Promise<void> {
  for (const { authorityId, ...offer } of pilot.offers)
    for (const { id: serviceId } of pilot.services.filter((each) => each.authorityId === authorityId)) {
      const id = idOf('agreement', offer.pointId, serviceId);
      await plant(manager, AgreementEntity, { ...offer, id, serviceId, version: 1 });
    }
}

async function plantCalendars(manager: EntityManager): Promise<void> {
  for (const row of pilot.demoCalendars) {
    const id = idOf('demo calendar', row.authorityId, row.name);
    const always = { pointIds: null, exceptionalHours: [], validFrom: null, validTo: null, version: 1 };
    await plant(manager, CalendarEntity, { ...row, ...always, id });
  }
}

const plant = <Row extends ObjectLiteral>(manager: EntityManager, target: EntityTarget<Row>, row: Row) =>
  insertRow(manager, target, row, 'DO NOTHING');
