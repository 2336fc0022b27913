import { bookingOperations, type Booking, type QueueEntry, type ServiceAtHand } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { DeedNow, type Deed } from '../audit/index.js';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Queue } from './queue.service.js';
import { WalkIns } from './walk-ins.service.js';

type Operations = typeof bookingOperations;

@Controller()
export class WalkInsController {
  constructor(
    private readonly walkIns: WalkIns,
    private readonly queue: Queue,
  ) {}

  @Implements(bookingOperations.listAtHand)
  listAtHand(@Input() { parameters }: InputOf<Operations['listAtHand']>): Promise<ServiceAtHand[]> {
    return this.queue.atHand(parameters.pointId);
  }

  @Implements(bookingOperations.serveNow)
  serveNow(@Input() { parameters, body }: InputOf<Operations['serveNow']>, @DeedNow() deed: Deed): Promise<Booking> {
    return this.walkIns.serveNow(parameters.bookingId, body, deed);
  }

  @Implements(bookingOperations.joinQueue)
  join(@Input() { parameters, body }: InputOf<Operations['joinQueue']>, @DeedNow() deed: Deed): Promise<QueueEntry> {
    return this.queue.join(parameters.queueId, body, deed);
  }

  @Implements(bookingOperations.listQueue)
  list(@Input() { parameters }: InputOf<Operations['listQueue']>): Promise<QueueEntry[]> {
    return this.queue.list(parameters.pointId);
  }

  @Implements(bookingOperations.leaveQueue)
  leave(@Input() { parameters }: InputOf<Operations['leaveQueue']>, @DeedNow() deed: Deed): Promise<void> {
    return this.queue.leave(parameters.queueId, deed);
  }
}
