import { heartbeatSeconds, seconds, type BodyOf, type callOperations, type Place, type Shift } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Store, type Transaction } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { LiveHub, type LiveSource } from '../live/live-hub.js';
import { Log } from '../log/log.js';
import type { Actor } from '../rights/index.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { ShiftEntity } from './shift.entity.js';

/** Two heartbeats may go astray before a page counts as gone. */
const patienceMs = seconds(2 * heartbeatSeconds + 2);
const watchMs = seconds(1);

/** Who is at work, and whether their page is there to show a call. Only a page on shift counts (DESIGN §3.5). */
@Injectable()
export class Shifts implements LiveSource<'shifts'> {
  private readonly log: Log;
  private startedAtMs = 0;
  private watch: NodeJS.Timeout | undefined;
  private connected = new Map<string, boolean>();

  constructor(
    private readonly store: Store,
    private readonly register: Register,
    private readonly live: LiveHub,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'calls' });
  }

  /** From now on pages have a moment to come back before they count as gone: the hub's own restart is not their fault. */
  start(): void {
    this.startedAtMs = this.clock.now().getTime();
    this.watch = setInterval(() => void this.tellConnections(), watchMs);
  }

  stop(): void {
    clearInterval(this.watch);
  }

  /** Begins a shift of an advisor. @throws Refused `point-unknown`, `shift-ended` */
  async begin(actor: Actor, { id, pointIds }: BodyOf<typeof callOperations.startShift>): Promise<Shift> {
    if (pointIds.some((pointId) => !this.register.point(pointId))) throw new Refused('point-unknown');
    const shift = await this.store.write(async ({ manager, announce }) => {
      const known = await manager.findOneBy(ShiftEntity, { id });
      if (known && (known.endedAt || known.accountId !== actor.id)) throw new Refused('shift-ended');
      if (known) return known;
      const now = this.clock.now();
      const { id: accountId, name } = actor;
      const row: ShiftEntity = { id, accountId, name, pointIds, startedAt: now, lastSeenAt: now, endedAt: null };
      await manager.insert(ShiftEntity, row);
      announce('shifts', id);
      return row;
    });
    this.log.info({ shift: id, points: pointIds }, 'a shift began');
    return this.toShift(shift);
  }

  /** A page of the shift answered the heartbeat. */
  async keep(shiftId: string): Promise<void> {
    await this.store.write(async ({ manager }) => {
      const { affected } = await manager.update(
        ShiftEntity,
        { id: shiftId, endedAt: IsNull() },
        { lastSeenAt: this.clock.now() },
      );
      if (affected === 0) throw new Refused('shift-ended');
    });
    if (this.connected.get(shiftId) === false) void this.tellConnections();
  }

  async end(shiftId: string): Promise<void> {
    await this.store.write(async ({ manager, announce }) => {
      await manager.update(ShiftEntity, { id: shiftId, endedAt: IsNull() }, { endedAt: this.clock.now() });
      announce('shifts', shiftId);
    });
    this.log.info({ shift: shiftId }, 'a shift ended');
  }

  /** The advisor of a shift that goes on. @throws Refused `shift-ended` */
  async actor({ manager }: Transaction, shiftId: string): Promise<{ shiftId: string; name: string }> {
    const shift = await manager.findOneBy(ShiftEntity, { id: shiftId, endedAt: IsNull() });
    if (!shift) throw new Refused('shift-ended');
    return { shiftId, name: shift.name };
  }

  async hasConnectedPage(manager: EntityManager, pointId: string): Promise<boolean> {
    return (await this.connectedShifts(manager)).some((shift) => shift.pointIds.includes(pointId));
  }

  async hasConnectedPageElsewhere(manager: EntityManager, pointId: string): Promise<boolean> {
    return (await this.connectedShifts(manager)).some((shift) => !shift.pointIds.includes(pointId));
  }

  /** Shifts that go on, for the live stream. */
  async all(): Promise<Shift[]> {
    const rows = await this.store.read((manager) => manager.findBy(ShiftEntity, { endedAt: IsNull() }));
    return rows.map((row) => this.toShift(row));
  }

  async one(id: string): Promise<Shift | null> {
    const row = await this.store.read((manager) => manager.findOneBy(ShiftEntity, { id, endedAt: IsNull() }));
    return row && this.toShift(row);
  }

  placeOf({ pointIds }: Pick<Shift, 'pointIds'>): Place {
    return { pointIds };
  }

  /** Where a shift is, going on or ended, and whose it is. */
  async find(id: string): Promise<(Place & { readonly ownerId: string | null }) | null> {
    const row = await this.store.read((manager) => manager.findOneBy(ShiftEntity, { id }));
    return row && { ...this.placeOf(row), ownerId: row.accountId };
  }

  private async connectedShifts(manager: EntityManager): Promise<ShiftEntity[]> {
    return (await manager.findBy(ShiftEntity, { endedAt: IsNull() })).filter((shift) => this.isConnected(shift));
  }

  private isConnected(shift: ShiftEntity): boolean {
    const heardAtMs = Math.max(shift.lastSeenAt.getTime(), this.startedAtMs);
    return this.clock.now().getTime() - heardAtMs < patienceMs;
  }

  private toShift(row: ShiftEntity): Shift {
    const { id, name, pointIds, startedAt } = row;
    return {
      id,
      version: this.versionOf(row),
      name,
      pointIds,
      startedAt: startedAt.toISOString(),
      isConnected: this.isConnected(row),
    };
  }

  /** A connection that comes or goes is no row change, yet newer for a page: time makes the version grow. */
  private versionOf(row: ShiftEntity): number {
    return Math.max(row.lastSeenAt.getTime(), this.isConnected(row) ? 0 : row.lastSeenAt.getTime() + patienceMs);
  }

  /** Tells browsers when the page of a shift went away or came back. */
  private async tellConnections(): Promise<void> {
    try {
      const shifts = await this.all();
      const now = new Map(shifts.map(({ id, isConnected }) => [id, isConnected]));
      for (const [id, isConnected] of now) if (this.connected.get(id) !== isConnected) this.live.changed('shifts', id);
      this.connected = now;
    } catch (error) {
      this.log.error({ err: error }, 'could not look who is connected');
    }
  }
}
