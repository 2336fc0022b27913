import {
  callPolicies,
  retentionPolicies,
  type CallPolicies,
  type Place,
  type Point,
  type Policy,
  type RetentionPolicies,
  type RoomSummary,
} from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Store } from '../database/store.js';
import { Clock } from '../time/clock.js';
import { PointEntity } from './point.entity.js';
import { PolicyEntity } from './policy.entity.js';
import { RoomEntity } from './room.entity.js';

/** A room together with its point. */
export interface RegisteredRoom extends RoomSummary {
  readonly pointId: string;
}

/**
 * The register of points, rooms and rules, kept in memory: every press asks it, and it changes a few times a year.
 * Read from the store at the start.
 */
@Injectable()
export class Register {
  private pointsById = new Map<string, Point>();
  private roomsById = new Map<string, RegisteredRoom>();
  private policyRows: Policy[] = [];
  /** The rules in force by point, for one day: every press and every room asks. */
  private inForce: { readonly day: string; readonly byPoint: Map<string, CallPolicies> } = { day: '', byPoint: new Map() };

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  /** Reads everything from the store. */
  async load(): Promise<void> {
    const [points, rooms, policies] = await this.store.read(async (manager) => [
      await manager.find(PointEntity, { order: { id: 'ASC' } }),
      await manager.find(RoomEntity, { order: { pointId: 'ASC', number: 'ASC' } }),
      await manager.find(PolicyEntity, { order: { name: 'ASC', version: 'ASC' } }),
    ]);
    const roomsOf = (pointId: string) =>
      rooms.filter((room) => room.pointId === pointId).map(({ id, kind, number }) => ({ id, kind, number }));
    this.pointsById = new Map(points.map((point) => [point.id, { ...point, rooms: roomsOf(point.id) }]));
    this.roomsById = new Map(rooms.map((room) => [room.id, { ...room }]));
    this.policyRows = policies.map(({ id: _, ...policy }) => policy);
    this.inForce = { day: '', byPoint: new Map() };
  }

  points(): Point[] {
    return [...this.pointsById.values()];
  }

  point(pointId: string): Point | undefined {
    return this.pointsById.get(pointId);
  }

  rooms(): RegisteredRoom[] {
    return [...this.roomsById.values()];
  }

  room(roomId: string): RegisteredRoom | undefined {
    return this.roomsById.get(roomId);
  }

  /** What a room belongs to; `undefined` where there is no such room. */
  placeOf(roomId: string): Place | undefined {
    const room = this.roomsById.get(roomId);
    return room && { pointIds: [room.pointId], roomIds: [roomId] };
  }

  policies(): Policy[] {
    return this.policyRows;
  }

  /** The rules in force at a point today: its own before those for all, the newest version first. */
  policiesAt(pointId: string): CallPolicies {
    const day = this.today();
    if (this.inForce.day !== day) this.inForce = { day, byPoint: new Map() };
    const known = this.inForce.byPoint.get(pointId) ?? callPolicies.parse(this.valuesInForce(day, pointId));
    this.inForce.byPoint.set(pointId, known);
    return known;
  }

  /** How long what can lead to a person is kept, by the rules in force today. */
  retention(): RetentionPolicies {
    return retentionPolicies.parse(this.valuesInForce(this.today(), null));
  }

  private today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }

  /** The newest version comes last, and a point's own after those for all: the last one counts. */
  private valuesInForce(today: string, pointId: string | null): Record<string, Policy['value']> {
    const inForce = this.policyRows.filter((row) => row.validFrom <= today && (row.validTo ?? today) >= today);
    const general = inForce.filter((row) => row.pointId === null);
    const own = inForce.filter((row) => row.pointId !== null && row.pointId === pointId);
    return Object.fromEntries([...general, ...own].map(({ name, value }) => [name, value]));
  }
}
