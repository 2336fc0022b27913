import path from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Clock } from '../time/clock.js';
import { HubCa } from './hub-ca.js';

/** The hub's own certificate authority, made at the first start, for every server and every device. */
@Global()
@Module({
  providers: [
    {
      provide: HubCa,
      inject: [Config, Clock],
      useFactory: ({ dataDir, hubName }: Config, clock: Clock) => HubCa.open(path.join(dataDir, 'secrets', 'ca'), hubName, clock),
    },
  ],
  exports: [HubCa],
})
export class CaModule {}
