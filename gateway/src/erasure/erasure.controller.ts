import { erasureOperations, type ErasureRun } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { Implements } from '../http/implements.decorator.js';
import { Erasure } from './erasure.service.js';

@Controller()
export class ErasureController {
  constructor(private readonly erasure: Erasure) {}

  @Implements(erasureOperations.listErasureRuns)
  listErasureRuns(): Promise<ErasureRun[]> {
    return this.erasure.runs();
  }
}
