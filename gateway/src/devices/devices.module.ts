import { Module } from '@nestjs/common';
import { LiveHub } from '../live/live-hub.js';
import { Register } from '../points/index.js';
import { Commands } from './commands.service.js';
import { DeviceBook } from './device-book.js';
import { DevicesController } from './devices.controller.js';
import { DevicesMqtt } from './devices.mqtt.js';
import { Devices } from './devices.service.js';

/** Controllers: presence, health, events and commands, for the maintainer. */
@Module({
  controllers: [DevicesController],
  providers: [Commands, DeviceBook, Devices, DevicesMqtt],
  exports: [Devices],
})
export class DevicesModule {
  constructor(live: LiveHub, devices: Devices, register: Register) {
    live.register('devices', {
      all: async () => devices.all(),
      one: async (id) => (register.room(id) ? devices.view(id) : null),
      placeOf: ({ id }) => register.placeOf(id) ?? {},
    });
    devices.onChange((roomId) => live.changed('devices', roomId));
  }
}
