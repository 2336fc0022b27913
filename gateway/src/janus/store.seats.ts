import { randomBytes } from 'node:crypto';
import { minutes } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, MoreThan, type EntityManager } from 'typeorm';
import { Store } from '../database/store.js';
import { Clock } from '../time/clock.js';
import type { Unregister } from './media-server.js';
import { SeatEntity, SeatSessionEntity } from './seat.entity.js';
import { hashOfSeat, Seats, type Seat } from './seats.js';

/** A page reconnects now and then; more sessions than this on one seat is somebody trying. */
const mostSessions = 20;

/** Janus forgets a session a minute after its last word; after an hour nobody can claim it from anybody. */
const keptAfterEndMs = minutes(60);

/** Seats in the store, so that a killed hub interrupts no picture: the next one knows them. */
@Injectable()
export class StoreSeats extends Seats {
  private readonly listeners = new Set<(hash: string) => void>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    super();
  }

  async open(seat: Seat): Promise<string> {
    const name = randomBytes(32).toString('base64url');
    await this.store.write(async ({ manager }) => {
      await this.forgetOld(manager);
      await manager.insert(SeatEntity, { ...seat, hash: hashOfSeat(name), revokedAt: null });
    });
    return name;
  }

  async find(name: string): Promise<Seat | undefined> {
    const row = await this.store.read((manager) => manager.findOneBy(SeatEntity, this.living(hashOfSeat(name))));
    return row ? { mountpointId: row.mountpointId, expiresAt: row.expiresAt, signInId: row.signInId } : undefined;
  }

  bind(name: string, sessionId: number): Promise<boolean> {
    const session = { sessionId: String(sessionId), seatHash: hashOfSeat(name) };
    return this.store.write(async ({ manager }) => {
      if (!(await manager.existsBy(SeatEntity, this.living(session.seatHash)))) return false;
      const owner = await manager.findOneBy(SeatSessionEntity, { sessionId: session.sessionId });
      if (owner) return owner.seatHash === session.seatHash;
      if ((await manager.countBy(SeatSessionEntity, { seatHash: session.seatHash })) >= mostSessions) return false;
      await manager.insert(SeatSessionEntity, session);
      return true;
    });
  }

  isBound(name: string, sessionId: number): Promise<boolean> {
    const session = { sessionId: String(sessionId), seatHash: hashOfSeat(name) };
    return this.store.read((manager) => manager.existsBy(SeatSessionEntity, session));
  }

  async of(mountpointId: string): Promise<readonly string[]> {
    const rows = await this.store.read((manager) => manager.findBy(SeatEntity, { mountpointId, revokedAt: IsNull() }));
    return rows.map(({ hash }) => hash);
  }

  async revoke(hash: string): Promise<readonly number[]> {
    const sessions = await this.store.write(async ({ manager }) => {
      await manager.update(SeatEntity, { hash, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
      return manager.findBy(SeatSessionEntity, { seatHash: hash });
    });
    for (const listener of this.listeners) listener(hash);
    return sessions.map(({ sessionId }) => Number(sessionId));
  }

  onRevoked(listener: (hash: string) => void): Unregister {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private living(hash: string) {
    return { hash, revokedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) };
  }

  private async forgetOld(manager: EntityManager): Promise<void> {
    const expiresAt = LessThan(new Date(this.clock.now().getTime() - keptAfterEndMs));
    const old = (await manager.findBy(SeatEntity, { expiresAt })).map(({ hash }) => hash);
    await manager.delete(SeatSessionEntity, { seatHash: In(old) });
    await manager.delete(SeatEntity, { hash: In(old) });
  }
}
