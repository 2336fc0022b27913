import { roomOperations } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { RoomsMqtt } from './rooms.mqtt.js';

@Controller()
export class RoomsController {
  constructor(private readonly mqtt: RoomsMqtt) {}

  @Implements(roomOperations.noteTouch)
  noteTouch(@Input() { parameters }: InputOf<typeof roomOperations.noteTouch>): Promise<void> {
    return this.mqtt.touched(parameters.roomId);
  }
}
