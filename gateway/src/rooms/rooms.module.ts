import type { Occupancy } from '@etapiste/protocol';
import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/index.js';
import { FaultsModule } from '../faults/index.js';
import { LiveHub } from '../live/live-hub.js';
import { Occupancies } from './occupancies.service.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsMqtt } from './rooms.mqtt.js';
import { Rooms } from './rooms.service.js';

const nothingKnown: Occupancy = { state: 'unknown', confidence: 'none', since: null, signAt: null, lastVacant: null };

/** What is known of each room now. */
@Module({
  imports: [DevicesModule, FaultsModule],
  controllers: [RoomsController],
  providers: [Occupancies, Rooms, RoomsMqtt],
  exports: [Rooms],
})
export class RoomsModule {
  constructor(live: LiveHub, rooms: Rooms) {
    live.register('rooms', {
      all: async () => rooms.all(),
      one: async (id) => rooms.one(id),
      placeOf: ({ id, pointId }) => ({ pointIds: [pointId], roomIds: [id] }),
      unpeopled: (room) => ({ ...room, occupancy: nothingKnown }),
    });
    rooms.onChange((roomId) => live.changed('rooms', roomId));
  }
}
