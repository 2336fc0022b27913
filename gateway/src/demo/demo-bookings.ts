import { idOf, rights, type Booking } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Deed } from '../audit/index.js';
import { BookingEntity, BookingsAt } from '../bookings/index.js';
import { Config } from '../config/config.js';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Closures, Register } from '../points/index.js';
import { Acting } from '../rights/index.js';
import { ServiceBook } from '../services/index.js';
import { Clock } from '../time/clock.js';
import { dayIn } from '../time/day-in.js';
import { demoActors } from './demo-actors.js';
import {
  dayOfWeek,
  daysAround,
  demoMaintenance,
  demoPointIds,
  demoVisits,
  wallTime,
  type DemoDeed,
  type DemoVisit,
} from './demo-week.js';
import { StandingClock } from './standing-clock.js';

const daysBefore = 4;
const daysAfter = 7;

/**
 * The demo's filled week: customers who have come and who will come, booked by the same rules as everybody's. Each start adds the days
 * that have come near and goes on with the stories; what a visitor has touched is the visitor's, and a time that is not free stays so.
 */
@Injectable()
export class DemoBookings {
  constructor(
    private readonly bookings: BookingsAt,
    private readonly closures: Closures,
    private readonly register: Register,
    private readonly services: ServiceBook,
    private readonly store: Store,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    if (!this.config.isDemo) return;
    const visits = demoPointIds.flatMap((pointId) => this.visitsOf(pointId));
    const versions = await this.versionsOf(visits);
    for (const visit of visits) await unlessRefused(() => this.goOn(visit, versions.get(visit.id)));
    await unlessRefused(() => this.plantMaintenance());
  }

  private visitsOf(pointId: string): DemoVisit[] {
    const point = this.register.point(pointId);
    if (!point) return [];
    const today = dayIn(point.timeZone, this.clock.now());
    return daysAround(today, daysBefore, daysAfter).flatMap((day) => demoVisits(pointId, day, point.timeZone));
  }

  private async versionsOf(visits: readonly DemoVisit[]): Promise<Map<string, number>> {
    const where = { id: In(visits.map(({ id }) => id)) };
    const rows = await this.store.read((manager) => manager.find(BookingEntity, { select: { id: true, version: true }, where }));
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  /** Whatever of a story should have happened by now, and has not. */
  private async goOn(visit: DemoVisit, known: number | undefined): Promise<void> {
    const now = this.clock.now();
    let version = known ?? (await this.book(visit, now)).version;
    for (const deed of visit.deeds.slice(version)) {
      if (deed.at > now) return;
      ({ version } = await this.does(visit, deed, version));
    }
  }

  private book(visit: DemoVisit, now: Date): Promise<Booking> {
    const { id, pointId, serviceId, slots, channel, customer, from, bookedAt } = visit;
    const authorityId = this.services.service(serviceId)?.authorityId;
    const isByAuthority = channel === 'authority-phone' && authorityId !== undefined;
    const by = isByAuthority ? demoActors.onPhoneOf(authorityId) : demoActors.atDeskOf(pointId);
    const body = { pointId, serviceId, slots, channel, customer, from: from.toISOString() };
    return this.at(bookedAt < now ? bookedAt : now).book(id, body, deedBy(by));
  }

  private does({ id, pointId, slots }: DemoVisit, deed: DemoDeed, version: number): Promise<Booking> {
    const then = this.at(deed.at);
    const seen = { id, version };
    const by = deedBy(demoActors.atDeskOf(pointId));
    if (deed.what === 'arrives') return then.noteArrival(seen, by);
    if (deed.what === 'no-show') return then.noteNoShow(seen, by);
    if (deed.what === 'cancels') return then.cancel(seen, deed.reason, by);
    return then.move(seen, { pointId, slots, from: deed.to.toISOString() }, by);
  }

  private async plantMaintenance(): Promise<void> {
    const { pointId, roomId, reason, ...when } = demoMaintenance;
    const timeZone = this.register.point(pointId)?.timeZone;
    const acting = Acting.by(rights.points.addClosure, [demoActors.maintainer]);
    if (!timeZone || !acting) return;
    const days = daysAround(dayIn(timeZone, this.clock.now()), 0, daysAfter);
    for (const day of days.filter((each) => dayOfWeek(each) === when.dayOfWeek)) {
      const [from, to] = [when.from, when.to].map((time) => wallTime(day, time, timeZone).toISOString()) as [string, string];
      const closure = { id: idOf('demo maintenance', roomId, day), roomId, kind: 'maintenance' as const, from, to, reason };
      await this.closures.add(pointId, closure, deedBy(acting.actor), acting);
    }
  }

  private at(moment: Date) {
    return this.bookings.by(new StandingClock(moment));
  }
}

const deedBy = (by: Deed['by']): Deed => ({ by, from: null });

/** Holidays, other customers and whatever visitors have changed come before the demo's stories. */
async function unlessRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
