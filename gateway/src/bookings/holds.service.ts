import { seconds, type BodyOf, type bookingOperations, type Hold } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { MoreThan, type EntityManager } from 'typeorm';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Log } from '../log/log.js';
import type { Actor } from '../rights/index.js';
import { Clock } from '../time/clock.js';
import { dayIn } from '../time/day-in.js';
import { BookingEntity } from './booking.entity.js';
import { announceDays, type Touched } from './booking-days.live.js';
import { toHold } from './booking.view.js';
import { ClaimEntity } from './claim.entity.js';
import { release } from './claims.js';
import { HoldEntity } from './hold.entity.js';
import { SituationReader } from './situation-reader.js';
import { TimeTaking } from './time-taking.js';

/** Times that open forms keep. */
@Injectable()
export class Holds {
  private readonly log: Log;

  constructor(
    private readonly store: Store,
    private readonly taking: TimeTaking,
    private readonly situations: SituationReader,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'bookings' });
  }

  /** Holds a time, or another one instead. A repeat answers the same hold. @throws Refused `booking-exists`, and those of the time */
  async hold(id: string, body: BodyOf<typeof bookingOperations.holdTime>, actor: Actor): Promise<Hold> {
    const { authorityId } = this.situations.service(body.serviceId);
    const wanted = { ...body, from: new Date(body.from) };
    const hold = await this.taking.write(async (transaction) => {
      const { manager } = transaction;
      if (await manager.existsBy(BookingEntity, { id })) throw new Refused('booking-exists');
      const known = await manager.findOneBy(HoldEntity, { id });
      if (known && known.expiresAt > this.clock.now() && isSame(known, wanted)) return known;
      const expiresAt = this.expiryAt(body.pointId);
      const taken = await this.taking.take(manager, wanted, { ownerId: id, expiresAt, before: known });
      const { pointId, serviceId, from, slots, channel } = wanted;
      const time = { pointId, serviceId, authorityId, from, slots, channel };
      const row: HoldEntity = { id, ...time, ...taken, expiresAt, accountId: actor.id, heldBy: actor.name };
      await manager.save(HoldEntity, row);
      announceDays(transaction, [this.dayOf(row), ...(known ? [this.dayOf(known)] : [])]);
      return row;
    });
    this.log.info({ hold: id, point: hold.pointId, room: hold.roomId }, 'a time is held');
    return toHold(hold);
  }

  /** @throws Refused `hold-lapsed` also when somebody has taken the time since */
  async keep(id: string): Promise<Hold> {
    return this.store.write(async (transaction) => {
      const { manager } = transaction;
      const row = await manager.findOneBy(HoldEntity, { id, expiresAt: MoreThan(this.clock.now()) });
      if (!row) throw new Refused('hold-lapsed');
      const expiresAt = this.expiryAt(row.pointId);
      await manager.update(HoldEntity, { id }, { expiresAt });
      const { affected } = await manager.update(ClaimEntity, { ownerId: id }, { expiresAt });
      if (affected !== 2 * row.slots) throw new Refused('hold-lapsed');
      announceDays(transaction, [this.dayOf(row)]);
      return toHold({ ...row, expiresAt });
    });
  }

  /** A repeat changes nothing, and what has become a booking stays one. */
  async giveUp(id: string): Promise<void> {
    await this.store.write(async (transaction) => {
      const { manager } = transaction;
      const now = this.clock.now();
      const row = await manager.findOneBy(HoldEntity, { id, expiresAt: MoreThan(now) });
      if (!row) return;
      await manager.update(HoldEntity, { id }, { expiresAt: now });
      await release(manager, id);
      announceDays(transaction, [this.dayOf(row)]);
    });
  }

  /** The hold becomes a booking, which claims the time itself. @returns what was held, also when it has lapsed since */
  async end(manager: EntityManager, id: string): Promise<HoldEntity | null> {
    const row = await manager.findOneBy(HoldEntity, { id });
    if (row) await manager.delete(HoldEntity, { id });
    return row;
  }

  /** On which day, of which authority and point a hold is. */
  dayOf({ pointId, authorityId, from }: HoldEntity): Touched {
    return { pointId, authorityId, day: dayIn(this.situations.timeZone(pointId), from) };
  }

  private expiryAt(pointId: string): Date {
    const { bookingHoldSeconds } = this.situations.policies(pointId);
    return new Date(this.clock.now().getTime() + seconds(bookingHoldSeconds));
  }
}

type Time = Pick<HoldEntity, 'pointId' | 'serviceId' | 'from' | 'slots' | 'channel'> & { readonly roomId?: string | undefined };

const isSame = (known: HoldEntity, wanted: Time): boolean =>
  known.pointId === wanted.pointId &&
  known.serviceId === wanted.serviceId &&
  known.from.getTime() === wanted.from.getTime() &&
  known.slots === wanted.slots &&
  known.channel === wanted.channel &&
  (wanted.roomId === undefined || wanted.roomId === known.roomId);
