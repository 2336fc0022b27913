import { Injectable } from '@nestjs/common';
import { KnownRooms } from '../broker/index.js';
import { Register } from '../points/index.js';

/** The register's rooms, as the broker asks for them. */
@Injectable()
export class RegisteredRooms extends KnownRooms {
  constructor(private readonly register: Register) {
    super();
  }

  has(roomId: string): boolean {
    return this.register.room(roomId) !== undefined;
  }

  ids(): readonly string[] {
    return this.register.rooms().map(({ id }) => id);
  }
}
