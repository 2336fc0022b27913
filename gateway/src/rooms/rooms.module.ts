import { Global, Module } from '@nestjs/common';
import { KnownRooms } from '../broker/index.js';
import { RegisterRooms } from './register-rooms.js';

/** What is known of each room now, and for the broker: which rooms there are. */
@Global()
@Module({
  providers: [{ provide: KnownRooms, useClass: RegisterRooms }],
  exports: [KnownRooms],
})
export class RoomsModule {}
