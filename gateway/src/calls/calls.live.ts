import type { Call, Place } from '@etapiste/protocol';
import { Temporal } from 'temporal-polyfill';
import { Injectable } from '@nestjs/common';
import { Store } from '../database/store.js';
import type { LiveSource } from '../live/live-hub.js';
import { Clock } from '../time/clock.js';
import { CallBook } from './call-book.js';
import { CallEntity } from './call.entity.js';
import { toCall } from './call.view.js';

const zone = 'Europe/Helsinki';

/** Calls for browsers: the open ones, and those that ended today. */
@Injectable()
export class CallsLive implements LiveSource<'calls'> {
  constructor(
    private readonly store: Store,
    private readonly book: CallBook,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<Call[]> {
    const now = Temporal.Instant.fromEpochMilliseconds(this.clock.now().getTime());
    const midnight = new Date(now.toZonedDateTimeISO(zone).startOfDay().epochMilliseconds);
    return (await this.store.read((manager) => this.book.openAndEndedSince(manager, midnight))).map(toCall);
  }

  async one(id: string): Promise<Call | null> {
    const row = await this.store.read((manager) => manager.findOneBy(CallEntity, { id }));
    return row && toCall(row);
  }

  placeOf({ pointId, roomId }: Call): Place {
    return { pointIds: [pointId], roomIds: [roomId] };
  }
}
