import { minutes, seconds } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Between, LessThan } from 'typeorm';
import { Store } from '../database/store.js';
import { LiveHub } from '../live/live-hub.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { dayId } from './booking-days.live.js';
import { ClaimEntity } from './claim.entity.js';
import { HoldEntity } from './hold.entity.js';
import { Holds } from './holds.service.js';

const watchMs = seconds(1);
const tidyMs = minutes(60);
/** So long the owner of a hold is told that it has lapsed; then nothing is known of it. */
const keptMs = 24 * minutes(60);

/** Tells the pages of this hub when a held time has become free again, and clears away what lapsed long ago. */
@Injectable()
export class Lapses {
  private readonly log: Log;
  private watch: NodeJS.Timeout | undefined;
  private tidying: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  private toldUntil = new Date(0);

  constructor(
    private readonly store: Store,
    private readonly holds: Holds,
    private readonly live: LiveHub,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'bookings' });
  }

  start(): void {
    this.toldUntil = this.clock.now();
    this.watch = setInterval(() => this.next(() => this.tell()), watchMs);
    this.tidying = setInterval(() => this.next(() => this.tidy()), tidyMs);
    this.next(() => this.tidy());
  }

  async stop(): Promise<void> {
    clearInterval(this.watch);
    clearInterval(this.tidying);
    await this.work;
  }

  /** One after the other; the next time it is tried again. */
  private next(work: () => Promise<void>): void {
    this.work = this.work.then(work).catch((error: unknown) => {
      this.log.error({ err: error }, 'could not look which held times have lapsed');
    });
  }

  private async tell(): Promise<void> {
    const now = this.clock.now();
    const expiresAt = Between(new Date(this.toldUntil.getTime() + 1), now);
    const lapsed = await this.store.read((manager) => manager.findBy(HoldEntity, { expiresAt }));
    this.toldUntil = now;
    for (const id of new Set(lapsed.map((row) => dayId(this.holds.dayOf(row))))) this.live.changed('booking-days', id);
  }

  private async tidy(): Promise<void> {
    const expiresAt = LessThan(new Date(this.clock.now().getTime() - keptMs));
    await this.store.write(async ({ manager }) => {
      await manager.delete(ClaimEntity, { expiresAt });
      await manager.delete(HoldEntity, { expiresAt });
    });
  }
}
