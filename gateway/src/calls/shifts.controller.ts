import { callOperations, type Shift } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { unlimited } from '../http/limits.js';
import { Shifts } from './shifts.service.js';

type Operations = typeof callOperations;

@Controller()
export class ShiftsController {
  constructor(private readonly shifts: Shifts) {}

  @Implements(callOperations.startShift)
  start(@ActingNow() { actor }: Acting, @Input() { body }: InputOf<Operations['startShift']>): Promise<Shift> {
    return this.shifts.begin(actor, body);
  }

  @RouteConfig(unlimited)
  @Implements(callOperations.keepShift)
  keep(@Input() { parameters }: InputOf<Operations['keepShift']>): Promise<void> {
    return this.shifts.keep(parameters.shiftId);
  }

  @Implements(callOperations.endShift)
  end(@Input() { parameters }: InputOf<Operations['endShift']>): Promise<void> {
    return this.shifts.end(parameters.shiftId);
  }
}
