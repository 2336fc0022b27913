import type { BookingDay, Place } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/store.js';
import type { LiveSource } from '../live/live-hub.js';
import { Clock } from '../time/clock.js';

/** What a day of an authority at a point is told by. */
export interface Touched {
  readonly pointId: string;
  readonly authorityId: string;
  readonly day: string;
}

export const dayId = ({ pointId, authorityId, day }: Touched): string => `${pointId}/${authorityId}/${day}`;

/** Tells, after commit, that the rooms of a point changed for an authority on these days. */
export function announceDays({ announce }: Transaction, touched: readonly Touched[]): void {
  for (const each of touched) announce('booking-days', dayId(each));
}

/** Days of bookings for browsers: no booking is in them, so there is nothing to read. */
@Injectable()
export class BookingDays implements LiveSource<'booking-days'> {
  private newest = 0;

  constructor(private readonly clock: Clock) {}

  async all(): Promise<BookingDay[]> {
    return [];
  }

  async one(id: string): Promise<BookingDay | null> {
    const [pointId, authorityId, day] = id.split('/');
    if (!pointId || !authorityId || !day) return null;
    // Two changes within a millisecond are two versions.
    this.newest = Math.max(this.newest + 1, this.clock.now().getTime());
    return { id, version: this.newest, pointId, authorityId, day };
  }

  placeOf({ pointId, authorityId }: BookingDay): Place {
    return { pointIds: [pointId], authorityId };
  }
}
