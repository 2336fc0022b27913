import type { LiveValue, Point } from '@etapiste/protocol';
import { Global, Module } from '@nestjs/common';
import { KnownRooms } from '../broker/index.js';
import { LiveHub } from '../live/live-hub.js';
import { Places, type Field } from '../rights/index.js';
import { Closures } from './closures.service.js';
import { ClosuresController } from './closures.controller.js';
import { PointKeeping } from './point-keeping.service.js';
import { PointsController } from './points.controller.js';
import { Policies } from './policies.service.js';
import { Register } from './register.js';
import { Seed } from './seed.js';
import { shown } from './shown-point.js';

/** The rooms of the register, for plumbing that only needs their names. */
const knownRooms = (register: Register): KnownRooms => ({
  has: (roomId) => register.room(roomId) !== undefined,
  ids: () => register.rooms().map(({ id }) => id),
});

const live = (register: Register, point: Point): LiveValue<'points'> => ({
  ...shown(point),
  version: register.registeredPoint(point.id)?.version ?? 0,
});

/** The register; every other feature asks it, so it is there for all. */
@Global()
@Module({
  controllers: [PointsController, ClosuresController],
  providers: [
    Register,
    Seed,
    PointKeeping,
    Closures,
    Policies,
    { provide: KnownRooms, inject: [Register], useFactory: knownRooms },
  ],
  exports: [Register, Seed, Closures, KnownRooms],
})
export class PointsModule {
  constructor(hub: LiveHub, register: Register, closures: Closures, places: Places) {
    const pointField: Field = {
      find: async (id) => (register.point(id) ? { pointIds: [id] } : null),
      unknown: 'point-unknown',
    };
    places.register('pointId', pointField);
    places.register('pointIds', pointField);
    places.register('roomId', { find: async (id) => register.placeOf(id) ?? null, unknown: 'room-unknown' });
    places.register('closureId', {
      find: async (id) => {
        const closure = await closures.find(id);
        return closure && { pointIds: [closure.pointId] };
      },
      unknown: 'closure-unknown',
    });
    hub.register('points', {
      all: async () => register.points().map((point) => live(register, point)),
      one: async (id) => {
        await register.settled();
        const point = register.point(id);
        return point ? live(register, point) : null;
      },
      placeOf: (point) => ({ pointIds: [point.id], roomIds: point.rooms.map(({ id }) => id) }),
    });
  }
}
