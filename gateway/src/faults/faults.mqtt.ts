import { faultMessages } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { RoomLink } from '../broker/index.js';
import { Faults } from './faults.service.js';

/** What controllers find wrong with themselves. */
@Injectable()
export class FaultsMqtt {
  constructor(
    private readonly link: RoomLink,
    private readonly faults: Faults,
  ) {}

  start(): void {
    this.link.on(faultMessages['self-check'], (roomId, { faults }) => this.faults.check(roomId, faults));
  }
}
