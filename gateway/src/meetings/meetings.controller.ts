import { meetingOperations, type AnnouncedTest, type MirroredTest } from '@etapiste/protocol';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { AnnouncedTests } from './announced-tests.js';

@Controller()
export class MeetingsController {
  constructor(private readonly tests: AnnouncedTests) {}

  @Implements(meetingOperations.startAnnouncedTest)
  startAnnouncedTest(
    @ActingNow() { actor }: Acting,
    @Input() { body }: InputOf<typeof meetingOperations.startAnnouncedTest>,
    @Req() request: FastifyRequest,
  ): Promise<AnnouncedTest> {
    return this.tests.watch(body.roomId, { by: actor, from: request.ip });
  }

  @Implements(meetingOperations.mirrorAnnouncedTest)
  mirrorAnnouncedTest(
    @ActingNow() { actor }: Acting,
    @Input() { body }: InputOf<typeof meetingOperations.mirrorAnnouncedTest>,
    @Req() request: FastifyRequest,
  ): Promise<MirroredTest> {
    return this.tests.mirror(body.roomId, { by: actor, from: request.ip });
  }

  @Implements(meetingOperations.keepAnnouncedTest)
  keepAnnouncedTest(@Input() { parameters, body }: InputOf<typeof meetingOperations.keepAnnouncedTest>): Promise<void> {
    return this.tests.keep(parameters.testId, body.picture);
  }

  @Implements(meetingOperations.endAnnouncedTest)
  endAnnouncedTest(@Input() { parameters }: InputOf<typeof meetingOperations.endAnnouncedTest>): Promise<void> {
    return this.tests.leave(parameters.testId);
  }
}
