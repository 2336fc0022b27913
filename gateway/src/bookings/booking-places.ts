import type { Place } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Store } from '../database/store.js';
import { Places } from '../rights/index.js';
import { BookingEntity } from './booking.entity.js';
import { HoldEntity } from './hold.entity.js';
import { QueueEntryEntity } from './queue-entry.entity.js';

const placeOf = ({ pointId, authorityId }: { pointId: string; authorityId: string }): Place => ({
  pointIds: [pointId],
  authorityId,
});

/**
 * Where bookings, holds and those who wait are. Pages make the ids: a new one is nowhere yet, so a request is judged by the point and
 * the service that it names. A request that names nothing else is judged by nothing, which is out of everybody's reach.
 */
@Injectable()
export class BookingPlaces {
  constructor(private readonly store: Store) {}

  register(places: Places): void {
    places.register('bookingId', { find: (id) => this.booking(id), unknown: 'booking-unknown' });
    places.register('queueId', { find: (id) => this.waiting(id), unknown: 'queue-left' });
  }

  private booking(id: string) {
    return this.store.read(async (manager) => {
      const booking = await manager.findOneBy(BookingEntity, { id });
      if (booking) return placeOf(booking);
      const hold = await manager.findOneBy(HoldEntity, { id });
      // Nobody books what another's form holds.
      return hold ? { ...placeOf(hold), ownerId: hold.accountId } : {};
    });
  }

  private waiting(id: string): Promise<Place> {
    return this.store.read(async (manager) => {
      const row = await manager.findOneBy(QueueEntryEntity, { id });
      return row ? placeOf(row) : {};
    });
  }
}
