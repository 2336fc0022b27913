import type { Agreement, Authority, Calendar, Service } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { KeptInMemory } from '../database/kept-in-memory.js';
import { Store } from '../database/store.js';
import { Log } from '../log/log.js';
import { AgreementEntity } from './agreement.entity.js';
import { AuthorityEntity } from './authority.entity.js';
import { CalendarEntity } from './calendar.entity.js';
import { holdsOn } from '../time/validity.js';
import { ServiceEntity } from './service.entity.js';

const kind = 'services';

const offerKey = (pointId: string, serviceId: string) => `${pointId}/${serviceId}`;

/**
 * Who serves with what, where, and when, kept in memory: every search for a free time asks it, and it changes a few times a day.
 * Read again on every hub after each change. What a hub itself wrote it knows before the writer is answered.
 */
@Injectable()
export class ServiceBook {
  private authoritiesById = new Map<string, Authority>();
  private servicesById = new Map<string, Service>();
  private agreementsById = new Map<string, Agreement>();
  private calendarsById = new Map<string, Calendar>();
  private agreementsByOffer = new Map<string, Agreement[]>();
  private agreementsByPoint = new Map<string, Agreement[]>();
  private calendarsByService = new Map<string, Calendar[]>();
  private readonly memory: KeptInMemory;

  constructor(
    private readonly store: Store,
    log: Log,
  ) {
    this.memory = new KeptInMemory(store, log, { what: 'services', kinds: [kind], read: () => this.read() });
  }

  start(): Promise<void> {
    return this.memory.start();
  }

  stop(): void {
    this.memory.stop();
  }

  /** Changes something in one transaction, and tells every hub. */
  async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const result = await this.store.write(async ({ manager, announce }) => {
      announce(kind, 'all');
      return work(manager);
    });
    await this.load();
    return result;
  }

  /** Reads everything anew. */
  load(): Promise<void> {
    return this.memory.load();
  }

  authorities(): Authority[] {
    return [...this.authoritiesById.values()];
  }

  authority(authorityId: string): Authority | undefined {
    return this.authoritiesById.get(authorityId);
  }

  services(): Service[] {
    return [...this.servicesById.values()];
  }

  service(serviceId: string): Service | undefined {
    return this.servicesById.get(serviceId);
  }

  agreements(): Agreement[] {
    return [...this.agreementsById.values()];
  }

  agreement(agreementId: string): Agreement | undefined {
    return this.agreementsById.get(agreementId);
  }

  /** Every agreement about a service at a point, the earliest first; no two hold on one day. */
  agreementsOf(pointId: string, serviceId: string): readonly Agreement[] {
    return this.agreementsByOffer.get(offerKey(pointId, serviceId)) ?? [];
  }

  /** The services that are offered at a point on a day: the agreement and the service itself hold. */
  offeredAt(pointId: string, day: string): Service[] {
    return (this.agreementsByPoint.get(pointId) ?? [])
      .filter((agreement) => holdsOn(agreement, day))
      .flatMap(({ serviceId }) => this.servicesById.get(serviceId) ?? [])
      .filter((service) => holdsOn(service, day));
  }

  calendars(): Calendar[] {
    return [...this.calendarsById.values()];
  }

  calendar(calendarId: string): Calendar | undefined {
    return this.calendarsById.get(calendarId);
  }

  /** The calendars that serve with a service at a point, whatever their days; whether there is an agreement is another question. */
  calendarsFor(serviceId: string, pointId: string): Calendar[] {
    return (this.calendarsByService.get(serviceId) ?? []).filter(({ pointIds }) => pointIds?.includes(pointId) ?? true);
  }

  private async read(): Promise<void> {
    const [authorities, services, agreements, calendars] = await this.store.read(async (manager) => [
      await manager.find(AuthorityEntity, { order: { id: 'ASC' } }),
      await manager.find(ServiceEntity, { order: { id: 'ASC' } }),
      await manager.find(AgreementEntity, { order: { pointId: 'ASC', serviceId: 'ASC', validFrom: 'ASC' } }),
      await manager.find(CalendarEntity, { order: { id: 'ASC' } }),
    ]);
    this.authoritiesById = byId(authorities);
    this.servicesById = byId(services);
    this.agreementsById = byId(agreements);
    this.calendarsById = byId(calendars);
    this.agreementsByOffer = grouped(agreements, ({ pointId, serviceId }) => [offerKey(pointId, serviceId)]);
    this.agreementsByPoint = grouped(agreements, ({ pointId }) => [pointId]);
    this.calendarsByService = grouped(calendars, ({ serviceIds }) => serviceIds);
  }
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));

function grouped<Row>(rows: readonly Row[], keysOf: (row: Row) => readonly string[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows)
    for (const key of new Set(keysOf(row))) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  return groups;
}
