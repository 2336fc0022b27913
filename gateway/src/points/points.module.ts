import { Global, Module } from '@nestjs/common';
import { LiveHub } from '../live/live-hub.js';
import { PointsController } from './points.controller.js';
import { Register } from './register.js';
import { Seed } from './seed.js';

/** The register; every other feature asks it, so it is there for all. */
@Global()
@Module({ controllers: [PointsController], providers: [Register, Seed], exports: [Register, Seed] })
export class PointsModule {
  constructor(live: LiveHub, register: Register) {
    const version = 0;
    live.register('points', {
      all: async () => register.points().map((point) => ({ ...point, version })),
      one: async (id) => {
        const point = register.point(id);
        return point ? { ...point, version } : null;
      },
      sees: (audience, point) => audience === 'staff' || point.rooms.some((room) => audience === `room:${room.id}`),
    });
  }
}
