import type { LiveValue, Point } from '@etapiste/protocol';
import { Global, Module } from '@nestjs/common';
import { KnownRooms } from '../broker/index.js';
import { LiveHub } from '../live/live-hub.js';
import { PointsController } from './points.controller.js';
import { Register } from './register.js';
import { Seed } from './seed.js';

/** The rooms of the register, for plumbing that only needs their names. */
const knownRooms = (register: Register): KnownRooms => ({
  has: (roomId) => register.room(roomId) !== undefined,
  ids: () => register.rooms().map(({ id }) => id),
});

/** The lead's address is for escalation, not for pages. The register changes only with a restart: one version. */
const shown = ({ contact: { phone }, ...point }: Point): LiveValue<'points'> => ({ ...point, contact: { phone }, version: 0 });

/** The register; every other feature asks it, so it is there for all. */
@Global()
@Module({
  controllers: [PointsController],
  providers: [Register, Seed, { provide: KnownRooms, inject: [Register], useFactory: knownRooms }],
  exports: [Register, Seed, KnownRooms],
})
export class PointsModule {
  constructor(live: LiveHub, register: Register) {
    live.register('points', {
      all: async () => register.points().map(shown),
      one: async (id) => {
        const point = register.point(id);
        return point ? shown(point) : null;
      },
      sees: (audience, point) => audience === 'staff' || point.rooms.some((room) => audience === `room:${room.id}`),
    });
  }
}
