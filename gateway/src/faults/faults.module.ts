import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/index.js';
import { FaultsMqtt } from './faults.mqtt.js';
import { CopiedCredentials } from './copied-credentials.js';
import { Faults } from './faults.service.js';

/** Which rooms have something broken now. */
@Module({ imports: [DevicesModule], providers: [CopiedCredentials, Faults, FaultsMqtt], exports: [Faults] })
export class FaultsModule {}
