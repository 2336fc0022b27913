import { minutes, slotMinutes } from '@etapiste/protocol';
import { Between, Brackets, In, IsNull, LessThanOrEqual, MoreThan, Not, type EntityManager } from 'typeorm';
import { insertRow } from '../database/insert-row.js';
import { ClaimEntity } from './claim.entity.js';

export const slotMs = minutes(slotMinutes);

/** The room and the seat of one hold or booking, for some half hours. */
export interface Claim {
  readonly ownerId: string;
  readonly resources: readonly string[];
  readonly from: Date;
  readonly slots: number;
  /** null: does not lapse. */
  readonly expiresAt: Date | null;
}

/** Somebody else was first; only another transaction may try again. */
export class Taken extends Error {}

export const slotsOf = ({ from, slots }: Pick<Claim, 'from' | 'slots'>): number[] =>
  Array.from({ length: slots }, (_, index) => from.getTime() + index * slotMs);

/** The end of so many half hours. */
export const endOf = ({ from, slots }: Pick<Claim, 'from' | 'slots'>): Date => new Date(from.getTime() + slots * slotMs);

/** Where the beginning of whatever touches a time may lie: nothing takes longer than two half hours. */
export const begunBetween = (from: Date, to: Date) => Between(new Date(from.getTime() - 2 * slotMs), new Date(to.getTime() - 1));

/**
 * Claims all of a time, or throws. The primary key decides, never a check; what somebody let lapse goes first. Everybody claims in the
 * same order, so that two who want the same never wait for each other.
 * @throws Taken when any half hour of the room or of the seat is another's: nothing of the transaction may be kept
 */
export async function claim(manager: EntityManager, { ownerId, resources, expiresAt, ...time }: Claim, now: Date): Promise<void> {
  const slots = slotsOf(time);
  await manager.delete(ClaimEntity, { resource: In([...resources]), slot: In(slots), expiresAt: LessThanOrEqual(now) });
  for (const resource of resources.toSorted()) {
    for (const slot of slots) {
      const row: ClaimEntity = { resource, slot, ownerId, expiresAt };
      if (!(await insertRow(manager, ClaimEntity, row, '("resource", "slot") DO NOTHING'))) throw new Taken();
    }
  }
}

/** Gives back what a hold or a booking claims, from a moment on. */
export async function release(manager: EntityManager, ownerId: string, from?: Date): Promise<void> {
  const farAhead = Number.MAX_SAFE_INTEGER;
  await manager.delete(ClaimEntity, { ownerId, ...(from ? { slot: Between(from.getTime(), farAhead) } : {}) });
}

/** Whether a half hour of a room or seat is somebody else's, as the store knows it now. */
export async function claimsBetween(
  manager: EntityManager,
  { resources, from, to, now }: { resources: readonly string[]; from: Date; to: Date; now: Date },
  ownId?: string,
): Promise<(resource: string, slot: number) => boolean> {
  if (resources.length === 0) return () => false;
  // Plain rows: a pool of a country has thousands of them in eight weeks, and entities cost more than the search itself.
  const rows = await manager
    .createQueryBuilder(ClaimEntity, 'claim')
    .select(['claim.resource AS resource', 'claim.slot AS slot'])
    .where({ resource: In([...resources]), slot: Between(from.getTime(), to.getTime() - 1) })
    .andWhere(new Brackets((or) => or.where({ expiresAt: IsNull() }).orWhere({ expiresAt: MoreThan(now) })))
    .andWhere({ ownerId: Not(ownId ?? '') })
    .getRawMany<{ resource: string; slot: number | string }>();
  const taken = new Map<string, Set<number>>();
  for (const row of rows) taken.set(row.resource, (taken.get(row.resource) ?? new Set()).add(Number(row.slot)));
  return (resource, begins) => taken.get(resource)?.has(begins) ?? false;
}
