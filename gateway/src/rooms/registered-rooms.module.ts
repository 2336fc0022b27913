import { Global, Module } from '@nestjs/common';
import { KnownRooms } from '../broker/index.js';
import { RegisteredRooms } from './registered-rooms.js';

/** Tells the broker which rooms there are. By itself, because the features of rooms need the broker first. */
@Global()
@Module({ providers: [{ provide: KnownRooms, useClass: RegisteredRooms }], exports: [KnownRooms] })
export class RegisteredRoomsModule {}
