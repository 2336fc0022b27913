import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/index.js';
import { FaultsModule } from '../faults/index.js';
import { LiveHub } from '../live/live-hub.js';
import { Occupancies } from './occupancies.service.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsMqtt } from './rooms.mqtt.js';
import { Rooms } from './rooms.service.js';

/** What is known of each room now. A room's own terminal sees its room, staff see all. */
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
      sees: (audience, room) => audience === 'staff' || audience === `room:${room.id}`,
    });
    rooms.onChange((roomId) => live.changed('rooms', roomId));
  }
}
