import { createHash } from 'node:crypto';
import { newId, type AuditAction, type BookingDeed, type CancelReason } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import type { Transaction } from '../database/store.js';
import { updateVersion } from '../database/update-version.js';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';
import { BookingChangeEntity } from './booking-change.entity.js';
import { announceDays } from './booking-days.live.js';
import { BookingEntity } from './booking.entity.js';
import { endOf } from './claims.js';
import { freeCode } from './codes.js';

/** What is known of a booking when it is made. */
export type NewBooking = Omit<
  BookingEntity,
  'version' | 'to' | 'state' | 'code' | 'createdAt' | 'arrivedAt' | 'endedAt' | 'cancelReason'
>;

/** What happens to a booking, and its row afterwards. */
export interface Happening {
  readonly what: BookingDeed;
  readonly changes: Partial<Omit<BookingEntity, 'id' | 'version'>>;
  readonly why?: CancelReason;
}

const traces: Record<BookingDeed, AuditAction> = {
  booked: 'booking.made',
  moved: 'booking.moved',
  'customer-changed': 'booking.changed',
  arrived: 'booking.arrived',
  'no-show': 'booking.no-show',
  cancelled: 'booking.cancelled',
};

/** Tells a repeat of a request from another one. */
export const fingerprintOf = (request: unknown): string => createHash('sha256').update(JSON.stringify(request)).digest('hex');

/** The rows of bookings: how they are read and changed, with nothing overwritten silently. */
@Injectable()
export class BookingBook {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  find(manager: EntityManager, id: string): Promise<BookingEntity | null> {
    return manager.findOneBy(BookingEntity, { id });
  }

  /** The booking that this very request has made before. @throws Refused `booking-id-reused` for one that another request made */
  async madeBy(manager: EntityManager, id: string, fingerprint: string): Promise<BookingEntity | null> {
    const known = await this.find(manager, id);
    if (known && known.fingerprint !== fingerprint) throw new Refused('booking-id-reused');
    return known;
  }

  /** Four digits for a booking of that day. Should two choose the same at once, the index refuses one, and it is chosen anew. */
  async code(manager: EntityManager, { pointId, day }: Pick<BookingEntity, 'pointId' | 'day'>): Promise<string> {
    const rows = await manager.find(BookingEntity, { select: { id: true, code: true }, where: { pointId, day } });
    return freeCode(new Set(rows.map(({ code }) => code)));
  }

  /** A new booking, of somebody who will come or who is here already. */
  async add(transaction: Transaction, made: NewBooking, deeds: readonly ('booked' | 'arrived')[], deed: Deed): Promise<void> {
    const { manager } = transaction;
    const now = this.clock.now();
    const isHere = deeds.includes('arrived');
    const row: BookingEntity = {
      ...made,
      version: deeds.length - 1,
      to: endOf(made),
      state: isHere ? 'arrived' : 'booked',
      code: await this.code(manager, made),
      createdAt: now,
      arrivedAt: isHere ? now : null,
      endedAt: null,
      cancelReason: null,
    };
    await insertRow(manager, BookingEntity, row);
    for (const [version, what] of deeds.entries())
      await this.note(manager, { row: { ...row, version }, before: null, what, deed });
    announceDays(transaction, [row]);
  }

  /**
   * Changes the version of a booking that somebody saw, by a rule that sees the row.
   * @throws Refused `booking-unknown`, `version-differs`, or whatever the rule throws
   */
  async change(
    transaction: Transaction,
    { id, version }: { readonly id: string; readonly version: number },
    deed: Deed,
    decide: (row: BookingEntity) => Happening | Promise<Happening>,
  ): Promise<BookingEntity> {
    const { manager } = transaction;
    const before = await this.find(manager, id);
    if (!before) throw new Refused('booking-unknown');
    if (before.version !== version) throw new Refused('version-differs');
    const { what, changes, why } = await decide(before);
    const row = { ...before, ...changes, version: await updateVersion(manager, BookingEntity, before, changes) };
    await this.note(manager, { row, before: what === 'moved' ? before : null, what, deed, why });
    announceDays(transaction, [before, row]);
    return row;
  }

  /** One line of history, and a trace: neither names the customer. */
  private async note(
    manager: EntityManager,
    { row, before, what, deed, why = null }: NewNote & { readonly deed: Deed; readonly why?: CancelReason | undefined | null },
  ): Promise<void> {
    const isPlaced = what === 'booked' || what === 'moved';
    await insertRow(manager, BookingChangeEntity, {
      id: newId(),
      bookingId: row.id,
      number: row.version,
      at: this.clock.now(),
      what,
      who: deed.by.name,
      to: isPlaced ? placeIn(row) : null,
      before: before && placeIn(before),
      why,
    });
    const { pointId, serviceId } = row;
    const details = { pointId, serviceId, ...placeIn(row), ...(why ? { reason: why } : {}) };
    await this.trail.record(manager, { ...traceOf(deed), what: traces[what], subject: { kind: 'booking', id: row.id }, details });
  }
}

interface NewNote {
  readonly row: BookingEntity;
  readonly before: BookingEntity | null;
  readonly what: BookingDeed;
}

const placeIn = ({ roomId, from, slots }: BookingEntity) => ({ roomId, from: from.toISOString(), slots });
