import { Injectable } from '@nestjs/common';

/** Whether the hub has finished starting: migrations run, register read, broker up. Until then REST says *not available*. */
@Injectable()
export class Readiness {
  isReady = false;
}
