import {
  bookingOperations,
  pointOperations,
  type BodyOf,
  type Booking,
  type Closure,
  type Policy,
  type RegisteredPoint,
  type RegisteredRoom,
  type ResponseOf,
  type ShownPoint,
} from '@etapiste/protocol';
import { request } from '../api/index.js';

export type Register = ResponseOf<typeof pointOperations.showRegister>;

export const listPoints = (): Promise<ShownPoint[]> => request(pointOperations.listPoints, {});

export const showRegister = (): Promise<Register> => request(pointOperations.showRegister, {});

/** What the hub reads of a point: the rest of it is left out. */
export const pointBody = pointOperations.changePoint.body;
export const roomBody = pointOperations.changeRoom.body;

export const createPoint = (body: BodyOf<typeof pointOperations.createPoint>): Promise<RegisteredPoint> =>
  request(pointOperations.createPoint, { body });

export const changePoint = (point: RegisteredPoint): Promise<RegisteredPoint> =>
  request(pointOperations.changePoint, { parameters: { pointId: point.id }, version: point.version, body: pointBody.parse(point) });

export const createRoom = (pointId: string, body: BodyOf<typeof pointOperations.createRoom>): Promise<RegisteredRoom> =>
  request(pointOperations.createRoom, { parameters: { pointId }, body });

export const changeRoom = (room: RegisteredRoom): Promise<RegisteredRoom> =>
  request(pointOperations.changeRoom, { parameters: { roomId: room.id }, version: room.version, body: roomBody.parse(room) });

export const listPolicies = (): Promise<Policy[]> => request(pointOperations.listPolicies, {});

export const setPolicy = (body: BodyOf<typeof pointOperations.setPolicy>): Promise<Policy> =>
  request(pointOperations.setPolicy, { body });

export const listClosures = (pointId: string, from: string, to: string): Promise<Closure[]> =>
  request(pointOperations.listClosures, { parameters: { pointId }, query: { from, to } });

export const addClosure = (pointId: string, body: BodyOf<typeof pointOperations.addClosure>): Promise<Closure> =>
  request(pointOperations.addClosure, { parameters: { pointId }, body });

export const endClosure = (closureId: string): Promise<void> =>
  request(pointOperations.endClosure, { parameters: { closureId } });

/** A time at a point, or in one of its rooms. */
export interface ClosedPlace {
  readonly pointId: string;
  readonly roomId: string | null;
  readonly from: string;
  readonly to: string;
}

/** Whom a closure would hit, or hits. */
export const listHitBookings = ({ pointId, roomId, from, to }: ClosedPlace): Promise<Booking[]> =>
  request(bookingOperations.listHitBookings, {
    parameters: { pointId },
    query: { from, to, ...(roomId ? { roomId } : {}) },
  });
