import type { BodyOf, bookingOperations, QueueEntry, Service, ServiceAtHand } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { Store, type Transaction } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';
import { dayIn } from '../time/day-in.js';
import { freeTimes } from './availability/free-times.js';
import { announceDays } from './booking-days.live.js';
import { slotMs } from './claims.js';
import { daysAfter, spanOf } from './days.js';
import { FreeTimes } from './free-times.service.js';
import { QueueEntryEntity } from './queue-entry.entity.js';
import { SituationReader } from './situation-reader.js';
import { expectedTimes, type Waiting } from './waiting.js';

/** How many days at once are looked through for the next time that can be booked. */
const step = 14;

/** Who waits at a point without a booking, and what can be had at once. */
@Injectable()
export class Queue {
  constructor(
    private readonly store: Store,
    private readonly times: FreeTimes,
    private readonly situations: SituationReader,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** A repeat changes nothing. @throws Refused `service-not-without-booking`, `service-unknown`, `queue-left` */
  async join(id: string, body: BodyOf<typeof bookingOperations.joinQueue>, deed: Deed): Promise<QueueEntry> {
    const { pointId, serviceId, customer } = body;
    const { authorityId, access } = this.situations.service(serviceId);
    if (access === 'booking') throw new Refused('service-not-without-booking');
    if (!this.situations.offeredToday(pointId).some((each) => each.id === serviceId)) throw new Refused('service-unknown');
    await this.store.write(async (transaction) => {
      const { manager } = transaction;
      const known = await manager.findOneBy(QueueEntryEntity, { id });
      if (known?.endedAt || (known && known.pointId !== pointId)) throw new Refused('queue-left');
      if (known) return;
      const row = { id, version: 0, pointId, serviceId, authorityId, customer, joinedAt: this.clock.now(), endedAt: null };
      await insertRow(manager, QueueEntryEntity, row);
      await this.note(transaction, row, 'queue.joined', deed);
    });
    const entry = (await this.list(pointId)).find((each) => each.id === id);
    if (!entry) throw new Refused('queue-left');
    return entry;
  }

  /** The first first, each with the time that is left after those before. */
  list(pointId: string): Promise<QueueEntry[]> {
    return this.store.read(async (manager) => {
      const rows = await this.waitingAt(manager, pointId);
      const waiting = await Promise.all(rows.map(({ serviceId }) => this.waitingFor(manager, pointId, serviceId)));
      const expected = expectedTimes(waiting, this.clock.now());
      return rows.map(({ endedAt: _, joinedAt, ...row }, index) => ({
        ...row,
        joinedAt: joinedAt.toISOString(),
        expectedAt: expected[index]?.toISOString() ?? null,
      }));
    });
  }

  /** @throws Refused `queue-left` */
  async leave(id: string, deed: Deed): Promise<void> {
    await this.store.write(async (transaction) => {
      const row = await this.end(transaction.manager, id);
      await this.note(transaction, row, 'queue.left', deed);
    });
  }

  /** Somebody waits no more: what was known of the customer goes at once. @throws Refused `queue-left` */
  async end(manager: EntityManager, id: string): Promise<QueueEntryEntity> {
    const row = await manager.findOneBy(QueueEntryEntity, { id, endedAt: IsNull() });
    if (!row) throw new Refused('queue-left');
    const changes = { endedAt: this.clock.now(), customer: null, version: row.version + 1 };
    const { affected } = await manager.update(QueueEntryEntity, { id, version: row.version }, changes);
    if (affected !== 1) throw new Refused('queue-left');
    return row;
  }

  /** Which services can be had at once at a point, and when otherwise. */
  async atHand(pointId: string): Promise<ServiceAtHand[]> {
    const offered = this.situations.offeredToday(pointId).filter(({ access }) => access !== 'booking');
    return this.store.read(async (manager) => {
      const rows = await this.waitingAt(manager, pointId);
      const queue = await Promise.all(rows.map(({ serviceId }) => this.waitingFor(manager, pointId, serviceId)));
      return Promise.all(
        offered.map(async (service) => {
          const next = await this.waitingFor(manager, pointId, service.id);
          return {
            serviceId: service.id,
            authorityId: service.authorityId,
            isAtHand: this.isAtHand(next),
            waiting: rows.filter(({ serviceId }) => serviceId === service.id).length,
            expectedAt:
              expectedTimes([...queue, next], this.clock.now())
                .at(-1)
                ?.toISOString() ?? null,
            nextFree: await this.nextFree(pointId, service),
          };
        }),
      );
    });
  }

  private isAtHand({ situation, slots }: Waiting): boolean {
    const now = this.clock.now();
    const running = new Date(now.getTime() - (now.getTime() % slotMs));
    const day = dayIn(situation.timeZone, running);
    return freeTimes(situation, { from: day, days: 1, slots, channel: 'walk-in' }).length > 0;
  }

  private async nextFree(pointId: string, { id: serviceId, slots }: Service): Promise<string | null> {
    const today = this.todayAt(pointId);
    const { bookingHorizonDays } = this.situations.policies(pointId);
    for (let ahead = 0; ahead <= bookingHorizonDays; ahead += step) {
      const from = daysAfter(today, ahead);
      const [first] = await this.times.list({ pointId, serviceId, slots, channel: 'on-site', from, days: step });
      if (first) return first.from;
    }
    return null;
  }

  private waitingAt(manager: EntityManager, pointId: string): Promise<QueueEntryEntity[]> {
    const order = { joinedAt: 'ASC', id: 'ASC' } as const;
    return manager.find(QueueEntryEntity, { where: { pointId, endedAt: IsNull() }, order });
  }

  private async waitingFor(manager: EntityManager, pointId: string, serviceId: string): Promise<Waiting> {
    const zone = this.situations.timeZone(pointId);
    const today = dayIn(zone, this.clock.now());
    const { slots } = this.situations.service(serviceId);
    const situation = await this.times.situation(manager, { pointId, serviceId, ...spanOf(today, 2, zone) });
    return { situation, slots };
  }

  private todayAt(pointId: string): string {
    return dayIn(this.situations.timeZone(pointId), this.clock.now());
  }

  /** Pages are told, and a trace is left: neither names who waits. */
  private async note(
    transaction: Transaction,
    { id, pointId, serviceId, authorityId }: QueueEntryEntity,
    what: 'queue.joined' | 'queue.left',
    deed: Deed,
  ): Promise<void> {
    announceDays(transaction, [{ pointId, authorityId, day: this.todayAt(pointId) }]);
    const subject = { kind: 'queue-entry', id };
    await this.trail.record(transaction.manager, { ...traceOf(deed), what, subject, details: { pointId, serviceId } });
  }
}
