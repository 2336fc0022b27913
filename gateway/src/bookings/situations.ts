import type { BookingPolicies, Service } from '@etapiste/protocol';
import type { EntityManager } from 'typeorm';
import type { PointSituation, Situation } from './availability/situation.js';

/** A service at a point during some time. */
export interface Asked {
  readonly pointId: string;
  readonly serviceId: string;
  readonly from: Date;
  readonly to: Date;
}

/** What bookings ask of the register and of the authorities' services, and of nothing else. */
export abstract class Situations {
  /** @throws Refused `point-unknown` */
  abstract timeZone(pointId: string): string;
  /** @throws Refused `service-unknown` */
  abstract service(serviceId: string): Service;
  abstract pointIds(): readonly string[];
  abstract authorityIds(): readonly string[];
  /** Those rules of a point that are in force today. */
  abstract policies(pointId: string): BookingPolicies;
  /** The services that agreements offer at a point on a day. */
  abstract offeredAt(pointId: string, day: string): readonly Service[];
  /** A point with the closures of some time. */
  abstract ofPoint(manager: EntityManager, pointId: string, from: Date, to: Date): Promise<PointSituation>;
  /** Everything the rules judge by but who has taken what. */
  abstract of(manager: EntityManager, asked: Asked, now: Date): Promise<Omit<Situation, 'isTaken'>>;
}
