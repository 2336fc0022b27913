import {
  type BookingPolicies,
  type CallPolicies,
  type Place,
  type Point,
  type Policy,
  type RegisteredPoint,
  type RegisteredRoom,
  type RetentionPolicies,
} from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { KeptInMemory } from '../database/kept-in-memory.js';
import { Store } from '../database/store.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { dayIn, homeZone } from '../time/day-in.js';
import { holdsOn } from '../time/validity.js';
import { PointEntity } from './point.entity.js';
import { PoliciesInForce } from './policies-in-force.js';
import { PolicyEntity } from './policy.entity.js';
import { RoomEntity } from './room.entity.js';

/** What writers of the register announce, beside the live kind `points`. */
export const registerChanged = 'register';

/**
 * The register of points, rooms and rules, kept in memory: every press asks it, and it changes a few times a year.
 * Read from the store at the start, and again on every hub when one of them has changed it.
 */
@Injectable()
export class Register {
  private pointsById = new Map<string, RegisteredPoint>();
  private roomsById = new Map<string, RegisteredRoom>();
  private rules = new PoliciesInForce([]);
  private readonly memory: KeptInMemory;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    log: Log,
  ) {
    const kinds = ['points', registerChanged];
    this.memory = new KeptInMemory(store, log, { what: 'register', kinds, read: () => this.read() });
  }

  /** Follows what any hub changes. Comes before whoever shows the register to others. */
  start(): Promise<void> {
    return this.memory.start();
  }

  stop(): void {
    this.memory.stop();
  }

  /** Resolves when everything that this hub has heard of is known here. */
  settled(): Promise<void> {
    return this.memory.settled();
  }

  /** Knows what this hub has just committed: the word of it may come back later. */
  catchUp(): Promise<void> {
    return this.memory.catchUp();
  }

  /** Reads everything from the store. */
  load(): Promise<void> {
    return this.memory.load();
  }

  /** As everybody knows them, with the rooms that serve today. */
  points(): Point[] {
    return [...this.pointsById.values()].map((point) => this.today(point));
  }

  point(pointId: string): Point | undefined {
    const point = this.pointsById.get(pointId);
    return point && this.today(point);
  }

  registeredPoints(): RegisteredPoint[] {
    return [...this.pointsById.values()];
  }

  registeredPoint(pointId: string): RegisteredPoint | undefined {
    return this.pointsById.get(pointId);
  }

  /** Every room, also those of other days: their controllers and calls go on. */
  rooms(): RegisteredRoom[] {
    return [...this.roomsById.values()];
  }

  room(roomId: string): RegisteredRoom | undefined {
    return this.roomsById.get(roomId);
  }

  roomsOf(pointId: string): RegisteredRoom[] {
    return this.rooms().filter((room) => room.pointId === pointId);
  }

  /** What a room belongs to; `undefined` where there is no such room. */
  placeOf(roomId: string): Place | undefined {
    const room = this.roomsById.get(roomId);
    return room && { pointIds: [room.pointId], roomIds: [roomId] };
  }

  policies(): readonly Policy[] {
    return this.rules.rows;
  }

  /** The rules in force at a point today: its own before those for all, the newest version first. */
  policiesAt(pointId: string): CallPolicies {
    return this.rules.on(this.todayAt(pointId), pointId).call;
  }

  /** How rooms are booked at a point today. */
  bookingPoliciesAt(pointId: string): BookingPolicies {
    return this.bookingPoliciesOn(this.todayAt(pointId), pointId);
  }

  /** How rooms are booked at a point on a day of its calendar, by what is known now. */
  bookingPoliciesOn(day: string, pointId: string): BookingPolicies {
    return this.rules.on(day, pointId).booking;
  }

  /** How long what can lead to a person is kept, by the rules in force today. */
  retention(): RetentionPolicies {
    return this.rules.on(dayIn(homeZone, this.clock.now()), null).retention;
  }

  /** The day on the wall of a point. */
  todayAt(pointId: string | null): string {
    const timeZone = pointId === null ? homeZone : (this.pointsById.get(pointId)?.timeZone ?? homeZone);
    return dayIn(timeZone, this.clock.now());
  }

  private today({ instructionCards: _, version: __, ...point }: RegisteredPoint): Point {
    const day = dayIn(point.timeZone, this.clock.now());
    const serving = this.roomsOf(point.id).filter((room) => holdsOn(room, day));
    return { ...point, rooms: serving.map(({ id, kind, number }) => ({ id, kind, number })) };
  }

  private async read(): Promise<void> {
    const [points, rooms, policies] = await this.store.read(async (manager) => [
      await manager.find(PointEntity, { order: { id: 'ASC' } }),
      await manager.find(RoomEntity, { order: { pointId: 'ASC', number: 'ASC' } }),
      await manager.find(PolicyEntity, { order: { name: 'ASC', version: 'ASC' } }),
    ]);
    this.pointsById = new Map(points.map((point) => [point.id, { ...point }]));
    this.roomsById = new Map(rooms.map((room) => [room.id, { ...room }]));
    this.rules = new PoliciesInForce(policies.map(({ id: _, ...policy }) => policy));
  }
}
