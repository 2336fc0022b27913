import { newId } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { onBothStores } from '../testing/test-stores.js';
import { BookingChangeEntity } from './booking-change.entity.js';
import { BookingEntity } from './booking.entity.js';
import { bookingErasure } from './bookings.erasure.js';
import { somebody } from './bookings.world.test-kit.js';
import { QueueEntryEntity } from './queue-entry.entity.js';

const before = new Date('2026-11-10T00:00:00.000Z');
const [old, young] = [new Date('2026-11-09T08:00:00.000Z'), new Date('2026-11-10T08:00:00.000Z')];

describe('who booked and who came', () => {
  onBothStores([BookingEntity, BookingChangeEntity, QueueEntryEntity], (store) => {
    const addFrom = async (at: Date): Promise<string> => {
      const id = newId();
      const place = { pointId: 'porvoo', serviceId: 'kela-neuvonta', authorityId: 'kela' };
      const time = { roomId: 'porvoo-1', seat: 'seat', from: at, to: at, slots: 1, day: id, channel: 'on-site' } as const;
      const nothing = { arrivedAt: null, endedAt: null, cancelReason: null };
      const made = { version: 0, fingerprint: 'x', state: 'booked', code: '0000', createdAt: at, customer: somebody } as const;
      await store().write(async ({ manager }) => {
        await manager.insert(BookingEntity, { id, ...place, ...time, ...made, ...nothing });
        const change = { bookingId: id, number: 0, at, what: 'booked', who: 'Testi Neuvoja' } as const;
        await manager.insert(BookingChangeEntity, { id, ...change, to: null, before: null, why: null });
        await manager.insert(QueueEntryEntity, { id, version: 0, ...place, customer: somebody, joinedAt: at, endedAt: null });
      });
      return id;
    };
    const left = (id: string) =>
      store().read(async (manager) => [
        (await manager.findOneByOrFail(BookingEntity, { id })).customer?.name,
        (await manager.findOneByOrFail(BookingEntity, { id })).fingerprint,
        (await manager.findOneByOrFail(BookingChangeEntity, { id })).who,
        await manager.existsBy(QueueEntryEntity, { id }),
      ]);

    it('is forgotten by policy, the oldest first, and that something was booked stays', async () => {
      const [gone, kept] = [await addFrom(old), await addFrom(young)];
      const erased = await store().write(async ({ manager }) => {
        const counts = [];
        for (const rule of bookingErasure) counts.push(await rule.erase(manager, before, 10));
        return counts;
      });
      expect(erased).toEqual([1, 1]);
      expect(await left(gone)).toEqual([undefined, '', null, false]);
      expect(await left(kept)).toEqual([somebody.name, 'x', 'Testi Neuvoja', true]);
    });
  });
});
