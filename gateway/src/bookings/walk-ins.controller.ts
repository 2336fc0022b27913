import { bookingOperations, type Booking, type QueueEntry, type ServiceAtHand } from '@etapiste/protocol';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { deedOf } from './deed-of.js';
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
  serveNow(
    @ActingNow() acting: Acting,
    @Input() { parameters, body }: InputOf<Operations['serveNow']>,
    @Req() request: FastifyRequest,
  ): Promise<Booking> {
    return this.walkIns.serveNow(parameters.bookingId, body, deedOf(acting, request));
  }

  @Implements(bookingOperations.joinQueue)
  join(
    @ActingNow() acting: Acting,
    @Input() { parameters, body }: InputOf<Operations['joinQueue']>,
    @Req() request: FastifyRequest,
  ): Promise<QueueEntry> {
    return this.queue.join(parameters.queueId, body, deedOf(acting, request));
  }

  @Implements(bookingOperations.listQueue)
  list(@Input() { parameters }: InputOf<Operations['listQueue']>): Promise<QueueEntry[]> {
    return this.queue.list(parameters.pointId);
  }

  @Implements(bookingOperations.leaveQueue)
  leave(
    @ActingNow() acting: Acting,
    @Input() { parameters }: InputOf<Operations['leaveQueue']>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.queue.leave(parameters.queueId, deedOf(acting, request));
  }
}
