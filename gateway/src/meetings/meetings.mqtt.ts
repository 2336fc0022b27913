import { Injectable } from '@nestjs/common';
import { Devices } from '../devices/index.js';
import { Log } from '../log/log.js';
import { AnnouncedTests } from './announced-tests.js';

/** Gives a controller its lease right at its birth: it must not wait for the next renewal (DESIGN §6). */
@Injectable()
export class MeetingsMqtt {
  constructor(
    private readonly devices: Devices,
    private readonly tests: AnnouncedTests,
    private readonly log: Log,
  ) {}

  start(): void {
    this.devices.onBirth((roomId) => {
      this.tests.roomBorn(roomId).catch((error: unknown) => {
        this.log.error({ err: error, room: roomId, feature: 'meetings' }, 'a controller could not be given its lease');
      });
    });
  }
}
