import { pointOperations, type Point, type Policy } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { Implements } from '../http/implements.decorator.js';
import { Register } from './register.js';

@Controller()
export class PointsController {
  constructor(private readonly register: Register) {}

  @Implements(pointOperations.listPoints)
  listPoints(): Point[] {
    return this.register.points();
  }

  @Implements(pointOperations.listPolicies)
  listPolicies(): Policy[] {
    return this.register.policies();
  }
}
