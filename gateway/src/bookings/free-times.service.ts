import type { BookingChannel, FreeTime, SlotCount, WhyNot } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';
import { dayIn } from '../time/day-in.js';
import { freeTimes } from './availability/free-times.js';
import { roomResource, seatResource, type FreeResources, type Situation } from './availability/situation.js';
import { whyNot } from './availability/why-not.js';
import { claimsBetween, endOf } from './claims.js';
import { daysAfter, spanOf } from './days.js';
import { SituationReader, type Asked } from './situation-reader.js';

/** A time that somebody wants; without `roomId` any room will do. */
export interface Wanted {
  readonly pointId: string;
  readonly serviceId: string;
  readonly from: Date;
  readonly slots: SlotCount;
  readonly channel: BookingChannel;
  readonly roomId?: string | undefined;
}

/** The same on some days, whenever there is time. */
export interface WantedDays extends Omit<Wanted, 'from'> {
  readonly from: string;
  readonly days: number;
}

/** Nearest times are looked for so many days before and after, and further ahead when those are full. */
const nearDays = { before: 7, days: 21, further: 56 } as const;
const nearestCount = 3;

/** Which times are free, and why others are not. */
@Injectable()
export class FreeTimes {
  constructor(
    private readonly store: Store,
    private readonly situations: SituationReader,
    private readonly clock: Clock,
  ) {}

  list(wanted: WantedDays): Promise<FreeTime[]> {
    return this.store.read(async (manager) => (await this.between(manager, wanted)).map(toFreeTime));
  }

  explain(wanted: Wanted): Promise<WhyNot[]> {
    return this.store.read(async (manager) => whyNot(await this.situation(manager, { ...wanted, to: endOf(wanted) }), wanted));
  }

  /**
   * Judges one time by what the given transaction sees.
   * @param ownId what this hold or booking has claimed itself counts as free
   * @returns the rooms and seats that are free for all of it, or why there are none
   */
  async judge(
    manager: EntityManager,
    wanted: Wanted,
    ownId?: string,
  ): Promise<{ readonly free: FreeResources } | { readonly whyNot: WhyNot[] }> {
    const situation = await this.situation(manager, { ...wanted, to: endOf(wanted) }, ownId);
    const { slots, channel } = wanted;
    const day = dayIn(situation.timeZone, wanted.from);
    const times = freeTimes(situation, { from: day, days: 1, slots, channel });
    const free = times.find(({ from }) => from.getTime() === wanted.from.getTime());
    return free ? { free } : { whyNot: whyNot(situation, wanted) };
  }

  /** The three free times nearest to a wanted one, the nearest first. */
  async nearest(wanted: Wanted, ownId?: string): Promise<FreeTime[]> {
    const at = wanted.from.getTime();
    const zone = this.situations.timeZone(wanted.pointId);
    const today = dayIn(zone, this.clock.now());
    const before = daysAfter(dayIn(zone, wanted.from), -nearDays.before);
    const first = before < today ? today : before;
    const find = (from: string, days: number) =>
      this.store.read((manager) => this.between(manager, { ...wanted, from, days }, ownId));
    const near = await find(first, nearDays.days);
    const all = near.length < nearestCount ? [...near, ...(await find(daysAfter(first, nearDays.days), nearDays.further))] : near;
    return all
      .map((time) => ({ time, distance: Math.abs(time.from.getTime() - at) }))
      .toSorted((a, b) => a.distance - b.distance)
      .slice(0, nearestCount)
      .map(({ time }) => toFreeTime(time));
  }

  /** Everything that the rules judge by, as a transaction sees it. */
  async situation(
    manager: EntityManager,
    { roomId, ...asked }: Asked & { readonly roomId?: string | undefined },
    ownId?: string,
  ): Promise<Situation> {
    const now = this.clock.now();
    const known = await this.situations.of(manager, asked, now);
    const rooms = known.rooms.filter(({ id }) => roomId === undefined || id === roomId);
    if (roomId !== undefined && rooms.length === 0) throw new Refused('room-unknown');
    const seats = known.calendars.flatMap(({ id, seats: count }) =>
      Array.from({ length: count }, (_, index) => seatResource(id, index + 1)),
    );
    const resources = [...rooms.map(({ id }) => roomResource(id)), ...seats];
    const isTaken = await claimsBetween(manager, { resources, from: asked.from, to: asked.to, now }, ownId);
    return { ...known, rooms, isTaken };
  }

  private async between(manager: EntityManager, wanted: WantedDays, ownId?: string): Promise<FreeResources[]> {
    const { pointId, serviceId, roomId, from, days } = wanted;
    const zone = this.situations.timeZone(pointId);
    // What begins in the last half hour of the last day ends on the day after.
    const span = { from: spanOf(from, days, zone).from, to: spanOf(from, days + 1, zone).to };
    const situation = await this.situation(manager, { pointId, serviceId, roomId, ...span }, ownId);
    return freeTimes(situation, wanted);
  }
}

const toFreeTime = ({ from, roomIds }: FreeResources): FreeTime => ({ from: from.toISOString(), roomIds });
