import { allMessages, deviceMessages, meetingMessages } from '@etapiste/protocol';
import { Inject, Injectable } from '@nestjs/common';
import { RoomLink } from '../broker/index.js';
import { Commands } from './commands.service.js';
import { Credentials } from './credentials.service.js';
import { Devices } from './devices.service.js';

/** Everything but presence itself, which has its own rules. */
const signsOfLife = allMessages.filter(
  (message) => message.direction === 'room-to-hub' && message.topic('+') !== deviceMessages.presence.topic('+'),
);

/** What controllers say about themselves. */
@Injectable()
export class DevicesMqtt {
  constructor(
    private readonly link: RoomLink,
    private readonly devices: Devices,
    private readonly commands: Commands,
    @Inject(Credentials) private readonly credentials: Pick<Credentials, 'used'>,
  ) {}

  start(): void {
    this.link.on(deviceMessages.presence, (roomId, word, { from }) => this.devices.said(roomId, word, from), {
      ordersItself: true,
    });
    for (const message of signsOfLife) {
      this.link.on(message, (roomId, envelope, { isRetained }) =>
        isRetained ? undefined : this.devices.heard(roomId, envelope),
      );
    }
    this.link.on(deviceMessages.health, (roomId, { at, bootId: _bootId, seq: _seq, ...health }, { isRetained }) =>
      this.devices.noteHealth(roomId, health, isRetained ? new Date(at) : undefined),
    );
    this.link.on(deviceMessages.health, (roomId, { certificate }, { isRetained }) =>
      certificate === undefined || isRetained ? undefined : this.credentials.used(roomId, certificate),
    );
    this.link.on(meetingMessages['document-camera'], (roomId, { state }) => this.devices.noteDocumentCamera(roomId, state));
    this.link.on(deviceMessages['command-result'], (roomId, result) => this.commands.receive(roomId, result));
  }
}
