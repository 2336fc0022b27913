import { roomStateMessages } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { RoomLink } from '../broker/index.js';
import { Rooms } from './rooms.service.js';

/** What rooms say about who is in them. */
@Injectable()
export class RoomsMqtt {
  constructor(
    private readonly link: RoomLink,
    private readonly rooms: Rooms,
  ) {}

  start(): void {
    this.link.on(roomStateMessages.occupancy, (roomId, occupancy) => this.rooms.noteOccupancy(roomId, occupancy));
  }
}
