import type { LiveValue, Point } from '@etapiste/protocol';
import { Global, Module } from '@nestjs/common';
import { KnownRooms } from '../broker/index.js';
import { LiveHub } from '../live/live-hub.js';
import { Places, type Field } from '../rights/index.js';
import { PointsController } from './points.controller.js';
import { Register } from './register.js';
import { Seed } from './seed.js';
import { shown } from './shown-point.js';

/** The rooms of the register, for plumbing that only needs their names. */
const knownRooms = (register: Register): KnownRooms => ({
  has: (roomId) => register.room(roomId) !== undefined,
  ids: () => register.rooms().map(({ id }) => id),
});

/** The register changes only with a restart: one version. */
const live = (point: Point): LiveValue<'points'> => ({ ...shown(point), version: 0 });

/** The register; every other feature asks it, so it is there for all. */
@Global()
@Module({
  controllers: [PointsController],
  providers: [Register, Seed, { provide: KnownRooms, inject: [Register], useFactory: knownRooms }],
  exports: [Register, Seed, KnownRooms],
})
export class PointsModule {
  constructor(hub: LiveHub, register: Register, places: Places) {
    const pointField: Field = {
      find: async (id) => (register.point(id) ? { pointIds: [id] } : null),
      unknown: 'point-unknown',
    };
    places.register('pointId', pointField);
    places.register('pointIds', pointField);
    places.register('roomId', { find: async (id) => register.placeOf(id) ?? null, unknown: 'room-unknown' });
    hub.register('points', {
      all: async () => register.points().map(live),
      one: async (id) => {
        const point = register.point(id);
        return point ? live(point) : null;
      },
      placeOf: (point) => ({ pointIds: [point.id], roomIds: point.rooms.map(({ id }) => id) }),
    });
  }
}
