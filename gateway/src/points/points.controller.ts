import { pointOperations, type Policy, type ShownPoint } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { Implements } from '../http/implements.decorator.js';
import { Register } from './register.js';
import { shown } from './shown-point.js';

@Controller()
export class PointsController {
  constructor(private readonly register: Register) {}

  @Implements(pointOperations.listPoints)
  listPoints(): ShownPoint[] {
    return this.register.points().map(shown);
  }

  @Implements(pointOperations.listPolicies)
  listPolicies(): Policy[] {
    return this.register.policies();
  }
}
