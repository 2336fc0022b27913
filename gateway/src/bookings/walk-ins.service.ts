import type { BodyOf, Booking, bookingOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { Deed } from '../audit/index.js';
import { Refused } from '../http/refused.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { dayIn } from '../time/day-in.js';
import { BookingBook, fingerprintOf } from './booking-book.js';
import { BookingReader } from './booking-reader.js';
import { slotMs } from './claims.js';
import { Holds } from './holds.service.js';
import { Queue } from './queue.service.js';
import { SituationReader } from './situation-reader.js';
import { TimeTaking } from './time-taking.js';

/** Customers who are served at once. */
@Injectable()
export class WalkIns {
  private readonly log: Log;

  constructor(
    private readonly taking: TimeTaking,
    private readonly rows: BookingBook,
    private readonly reader: BookingReader,
    private readonly holds: Holds,
    private readonly queue: Queue,
    private readonly situations: SituationReader,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'bookings' });
  }

  /**
   * Takes the running half hour for somebody who is here. A repeat answers the same, also when that half hour is over.
   * @throws Refused `queue-left`, `booking-id-reused`, and those of the time
   */
  async serveNow(id: string, body: BodyOf<typeof bookingOperations.serveNow>, deed: Deed): Promise<Booking> {
    const { pointId, serviceId, slots, customer, queueId } = body;
    const { authorityId } = this.situations.service(serviceId);
    const fingerprint = fingerprintOf(['serveNow', body]);
    await this.taking.write(async (transaction) => {
      const { manager } = transaction;
      if (await this.rows.madeBy(manager, id, fingerprint)) return;
      const now = this.clock.now();
      const from = new Date(now.getTime() - (now.getTime() % slotMs));
      const waited = queueId === undefined ? null : await this.queue.end(manager, queueId);
      if (waited && (waited.pointId !== pointId || waited.serviceId !== serviceId)) throw new Refused('queue-left');
      await this.holds.end(manager, id);
      const wanted = { pointId, serviceId, from, slots, channel: 'walk-in' } as const;
      const taken = await this.taking.take(manager, wanted, { ownerId: id, expiresAt: null });
      const day = dayIn(this.situations.timeZone(pointId), from);
      const time = { ...wanted, authorityId, ...taken, day };
      await this.rows.add(transaction, { id, fingerprint, ...time, customer }, ['booked', 'arrived'], deed);
    });
    this.log.info({ booking: id, point: pointId }, 'a customer is served at once');
    return this.reader.one(id);
  }
}
