import { Module } from '@nestjs/common';
import { LiveHub } from '../live/live-hub.js';
import { Places } from '../rights/index.js';
import { Register } from '../points/index.js';
import { CertificatesModule } from './certificates.module.js';
import { CodeAttempts } from './code-attempts.js';
import { Commands } from './commands.service.js';
import { Credentials } from './credentials.service.js';
import { DeviceBook } from './device-book.js';
import { DevicesController } from './devices.controller.js';
import { DevicesMqtt } from './devices.mqtt.js';
import { Devices } from './devices.service.js';
import { EnrolmentController } from './enrolment.controller.js';
import { Enrolments } from './enrolments.service.js';
import { RevocationFile } from './revocation-file.js';

/** Controllers and terminals: how they come into the house, presence, health, events and commands, for the maintainer. */
@Module({
  imports: [CertificatesModule],
  controllers: [DevicesController, EnrolmentController],
  providers: [CodeAttempts, Commands, Credentials, DeviceBook, Devices, DevicesMqtt, Enrolments, RevocationFile],
  exports: [Devices],
})
export class DevicesModule {
  constructor(live: LiveHub, devices: Devices, credentials: Credentials, register: Register, places: Places) {
    places.register('credentialId', {
      find: async (id) => register.placeOf((await credentials.find(id))?.roomId ?? '') ?? null,
      unknown: 'credential-unknown',
    });
    live.register('devices', {
      all: async () => devices.all(),
      one: async (id) => (register.room(id) ? devices.view(id) : null),
      placeOf: ({ id }) => register.placeOf(id) ?? {},
    });
    devices.onChange((roomId) => live.changed('devices', roomId));
  }
}
