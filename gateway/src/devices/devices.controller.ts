import { deviceOperations, type Device, type ResponseOf } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Commands } from './commands.service.js';
import { Devices } from './devices.service.js';

@Controller()
export class DevicesController {
  constructor(
    private readonly devices: Devices,
    private readonly commands: Commands,
  ) {}

  @Implements(deviceOperations.listDevices)
  listDevices(): Device[] {
    return this.devices.all();
  }

  @Implements(deviceOperations.sendCommand)
  sendCommand(
    @Input() { parameters, body }: InputOf<typeof deviceOperations.sendCommand>,
  ): Promise<ResponseOf<typeof deviceOperations.sendCommand>> {
    return this.commands.send(parameters.roomId, body.id, body.command);
  }
}
