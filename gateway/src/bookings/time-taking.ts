import type { WhyNot, WhyNotCode } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Store, type Transaction } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';
import { roomResource } from './availability/situation.js';
import { claim, release, Taken } from './claims.js';
import { FreeTimes, type Wanted } from './free-times.service.js';

/** Where somebody is served: a room, and the seat of an expert. */
export interface Taking {
  readonly roomId: string;
  readonly seat: string;
}

/** Who takes, until when, and what they had before and would like again. */
export interface Taker {
  readonly ownerId: string;
  readonly expiresAt: Date | null;
  readonly before?: Taking | null;
}

/** Each lost race means that somebody else has won one: nobody loses so often. */
const mostTries = 100;

/** Somebody was first. Where one room is closed and all others are taken, that is what counts. */
const takenCodes: readonly WhyNotCode[] = ['room-taken', 'experts-taken'];

/** A time was not to be had; what could be had instead is looked for when the transaction is over. */
class NotFree extends Error {
  constructor(
    readonly wanted: Wanted,
    readonly ownerId: string,
    readonly whyNot: WhyNot[],
  ) {
    super();
  }
}

/** Takes rooms and seats for holds and bookings: judged, claimed and written in one transaction, or not at all (DESIGN §5). */
@Injectable()
export class TimeTaking {
  constructor(
    private readonly store: Store,
    private readonly times: FreeTimes,
    private readonly clock: Clock,
  ) {}

  /**
   * One transaction that may take a time. Whoever loses a race for a room or a seat decides anew, in a new transaction that sees what
   * the other took, until none is left.
   * @throws Refused `time-taken`, `time-not-free` with the reasons and the nearest free times
   */
  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.store.write(work);
      } catch (error) {
        if (error instanceof NotFree) throw await this.refusalOf(error);
        if (!(error instanceof Taken) || tries === mostTries) throw error;
      }
    }
  }

  /** Takes a time in place of whatever the owner had; where it can, in the same room and with the same expert. */
  async take(manager: EntityManager, wanted: Wanted, { ownerId, expiresAt, before }: Taker): Promise<Taking> {
    const judged = await this.times.judge(manager, wanted, ownerId);
    if ('whyNot' in judged) throw new NotFree(wanted, ownerId, judged.whyNot);
    const { roomIds, seats } = judged.free;
    const roomId = roomIds.find((each) => each === before?.roomId) ?? roomIds[0];
    const seat = seats.find((each) => each === before?.seat) ?? seats[0];
    if (roomId === undefined || seat === undefined) throw new Error('a free time has a room and a seat');
    await this.claim(manager, wanted, { roomId, seat }, { ownerId, expiresAt });
    return { roomId, seat };
  }

  /** Takes just this room and seat again, whatever the rules say of the time. */
  async takeAgain(manager: EntityManager, wanted: Wanted, taking: Taking, ownerId: string): Promise<void> {
    try {
      await this.claim(manager, wanted, taking, { ownerId, expiresAt: null });
    } catch (error) {
      if (!(error instanceof Taken)) throw error;
      throw new NotFree(wanted, ownerId, [{ code: 'room-taken', reason: null, roomId: taking.roomId }]);
    }
  }

  private async claim(manager: EntityManager, wanted: Wanted, { roomId, seat }: Taking, { ownerId, expiresAt }: Taker) {
    const { from, slots } = wanted;
    await release(manager, ownerId);
    const resources = [roomResource(roomId), seat];
    await claim(manager, { ownerId, resources, from, slots, expiresAt }, this.clock.now());
  }

  private async refusalOf({ wanted, ownerId, whyNot }: NotFree): Promise<Refused> {
    const hasTaken = whyNot.some(({ code }) => takenCodes.includes(code));
    const isTaken = whyNot.every(
      ({ code, roomId }) => takenCodes.includes(code) || (code === 'closure' && roomId !== null && hasTaken),
    );
    // Who finds nobody free now may book another time.
    const channel = wanted.channel === 'walk-in' ? 'on-site' : wanted.channel;
    const nearest = await this.times.nearest({ ...wanted, channel }, ownerId);
    return new Refused(isTaken ? 'time-taken' : 'time-not-free', { nearest, whyNot });
  }
}
