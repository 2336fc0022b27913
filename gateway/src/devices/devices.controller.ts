import { deviceOperations, type Device, type ResponseOf } from '@etapiste/protocol';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { Register } from '../points/index.js';
import { Commands } from './commands.service.js';
import { Devices } from './devices.service.js';

@Controller()
export class DevicesController {
  constructor(
    private readonly devices: Devices,
    private readonly commands: Commands,
    private readonly register: Register,
  ) {}

  @Implements(deviceOperations.listDevices)
  listDevices(@ActingNow() acting: Acting): Device[] {
    return this.devices.all().filter(({ id }) => acting.covers(this.register.placeOf(id) ?? {}));
  }

  @Implements(deviceOperations.sendCommand)
  sendCommand(
    @ActingNow() { actor }: Acting,
    @Input() { parameters, body }: InputOf<typeof deviceOperations.sendCommand>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof deviceOperations.sendCommand>> {
    return this.commands.send(parameters.roomId, body.id, body.command, { by: actor, from: request.ip });
  }
}
