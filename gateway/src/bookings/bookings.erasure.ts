import type { EntityManager } from 'typeorm';
import type { ErasureRule } from '../database/erasure-rule.js';
import { BookingChangeEntity } from './booking-change.entity.js';
import { BookingEntity } from './booking.entity.js';
import { QueueEntryEntity } from './queue-entry.entity.js';

/** The booking stays for statistics; who came, goes. */
async function eraseCustomers(manager: EntityManager, before: Date, most: number): Promise<number> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(BookingEntity)
    .set({ customer: null, fingerprint: '' })
    .where('"id" IN (SELECT "id" FROM "booking" WHERE "to" < :before AND "customer" IS NOT NULL LIMIT :most)', {
      before: before.getTime(),
      most,
    })
    .execute();
  return affected ?? 0;
}

async function eraseWaiting(manager: EntityManager, before: Date, most: number): Promise<number> {
  const { affected } = await manager
    .createQueryBuilder()
    .delete()
    .from(QueueEntryEntity)
    .where('"id" IN (SELECT "id" FROM "queue_entry" WHERE "joinedAt" < :before LIMIT :most)', { before: before.getTime(), most })
    .execute();
  return affected ?? 0;
}

async function eraseWho(manager: EntityManager, before: Date, most: number): Promise<number> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(BookingChangeEntity)
    .set({ who: null })
    .where('"id" IN (SELECT "id" FROM "booking_change" WHERE "at" < :before AND "who" IS NOT NULL LIMIT :most)', {
      before: before.getTime(),
      most,
    })
    .execute();
  return affected ?? 0;
}

export const bookingErasure: readonly ErasureRule[] = [
  {
    name: 'booking-customers',
    policy: 'bookingCustomerDays',
    erase: async (manager, before, most) =>
      Math.max(await eraseCustomers(manager, before, most), await eraseWaiting(manager, before, most)),
  },
  { name: 'booking-changes', policy: 'bookingPersonalDays', erase: eraseWho },
];
