import { roomStateMessages } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { BrokerUnavailable, Reconciler, RoomLink } from '../broker/index.js';
import { Refused } from '../http/refused.js';
import { Register } from '../points/index.js';
import { Rooms } from './rooms.service.js';

/** What rooms say about who is in them, and what they need to know for it. */
@Injectable()
export class RoomsMqtt {
  constructor(
    private readonly link: RoomLink,
    private readonly reconciler: Reconciler,
    private readonly register: Register,
    private readonly rooms: Rooms,
  ) {}

  start(): void {
    this.link.on(roomStateMessages.occupancy, (roomId, told, { isRetained }) =>
      this.rooms.noteOccupancy(roomId, told, isRetained),
    );
    this.reconciler.provide(roomStateMessages['occupancy-policy'], (roomId) => ({
      holdSeconds: this.register.policiesAt(this.register.room(roomId)?.pointId ?? '').occupancyHoldSeconds,
    }));
  }

  /**
   * The terminal is being touched: its room's controller weighs that. Nobody keeps it for a room that is away.
   * @throws Refused `room-unknown`
   */
  async touched(roomId: string): Promise<void> {
    if (!this.register.room(roomId)) throw new Refused('room-unknown');
    try {
      await this.link.send(roomStateMessages.touched, roomId, {});
    } catch (cause) {
      if (!(cause instanceof BrokerUnavailable)) throw cause;
    }
  }
}
