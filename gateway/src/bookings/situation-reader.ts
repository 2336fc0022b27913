import type { BookingPolicies, Service } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refused } from '../http/refused.js';
import { Closures, Register } from '../points/index.js';
import { ServiceBook } from '../services/index.js';
import type { PointSituation, Situation } from './availability/situation.js';

/** A service at a point during some time. */
export interface Asked {
  readonly pointId: string;
  readonly serviceId: string;
  readonly from: Date;
  readonly to: Date;
}

/** What bookings ask of the register and of the authorities' services: the only place that knows both. */
@Injectable()
export class SituationReader {
  constructor(
    private readonly register: Register,
    private readonly closures: Closures,
    private readonly services: ServiceBook,
  ) {}

  /** @throws Refused `point-unknown` */
  timeZone(pointId: string): string {
    return this.point(pointId).timeZone;
  }

  /** @throws Refused `service-unknown` */
  service(serviceId: string): Service {
    const service = this.services.service(serviceId);
    if (!service) throw new Refused('service-unknown');
    return service;
  }

  pointIds(): string[] {
    return this.register.registeredPoints().map(({ id }) => id);
  }

  authorityIds(): string[] {
    return this.services.authorities().map(({ id }) => id);
  }

  /** Those rules of a point that are in force today. */
  policies(pointId: string): BookingPolicies {
    return this.register.bookingPoliciesAt(pointId);
  }

  /** The services that agreements offer at a point today. */
  offeredToday(pointId: string): Service[] {
    return this.services.offeredAt(pointId, this.register.todayAt(pointId));
  }

  /** A point with the closures that touch some time. */
  async ofPoint(manager: EntityManager, pointId: string, from: Date, to: Date): Promise<PointSituation> {
    const { timeZone, openingHours, exceptionalHours } = this.point(pointId);
    return {
      timeZone,
      openingHours,
      exceptionalHours,
      rulesOn: (day) => this.register.bookingPoliciesOn(day, pointId),
      closures: await this.closures.touching(pointId, from, to, manager),
      rooms: this.register.roomsOf(pointId),
    };
  }

  /** Everything the rules judge by, but who has taken what. */
  async of(manager: EntityManager, { pointId, serviceId, from, to }: Asked, now: Date): Promise<Omit<Situation, 'isTaken'>> {
    const { bookingMaxSlots, bookingHorizonDays } = this.policies(pointId);
    return {
      ...(await this.ofPoint(manager, pointId, from, to)),
      now,
      maxSlots: bookingMaxSlots,
      horizonDays: bookingHorizonDays,
      service: this.service(serviceId),
      agreements: this.services.agreementsOf(pointId, serviceId),
      calendars: this.services.calendarsFor(serviceId, pointId),
    };
  }

  private point(pointId: string) {
    const point = this.register.registeredPoint(pointId);
    if (!point) throw new Refused('point-unknown');
    return point;
  }
}
