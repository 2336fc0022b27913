import { callOperations, type Call, type ResponseOf } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { unlimited } from '../http/limits.js';
import { Refused } from '../http/refused.js';
import { Acting, ActingNow } from '../rights/index.js';
import { CallsLive } from './calls.live.js';
import { Calls } from './calls.service.js';
import { Presses } from './presses.service.js';

type Operations = typeof callOperations;

@Controller()
export class CallsController {
  constructor(
    private readonly calls: Calls,
    private readonly presses: Presses,
    private readonly live: CallsLive,
  ) {}

  @RouteConfig(unlimited)
  @Implements(callOperations.raiseCall)
  async raise(@Input() { body }: InputOf<Operations['raiseCall']>): Promise<ResponseOf<Operations['raiseCall']>> {
    const { id, outcome, callId, code } = await this.presses.raiseOnTerminal(body);
    // A press that ended nothing has no call either; its id was never a terminal's.
    if (!callId) throw new Refused(code ?? 'press-id-reused');
    return { id, outcome, callId };
  }

  @Implements(callOperations.listCalls)
  async list(@ActingNow() acting: Acting): Promise<Call[]> {
    return (await this.live.all()).filter((call) => acting.covers(this.live.placeOf(call)));
  }

  @RouteConfig(unlimited)
  @Implements(callOperations.sendReceipt)
  async receive(@Input() { parameters, body }: InputOf<Operations['sendReceipt']>): Promise<void> {
    await this.calls.receive(parameters.callId, body.shiftId, body.kind);
  }

  @Implements(callOperations.acknowledgeCall)
  acknowledge(@Input() { parameters, body }: InputOf<Operations['acknowledgeCall']>): Promise<Call> {
    return this.calls.acknowledge(parameters.callId, body.shiftId);
  }

  @Implements(callOperations.goToRoom)
  goToRoom(@Input() { parameters, body }: InputOf<Operations['goToRoom']>): Promise<Call> {
    return this.calls.goToRoom(parameters.callId, body.shiftId);
  }

  @Implements(callOperations.endCallAtDesk)
  endAtDesk(@Input() { parameters, body }: InputOf<Operations['endCallAtDesk']>): Promise<Call> {
    return this.calls.endAtDesk(parameters.callId, body.shiftId, body.reason);
  }

  @Implements(callOperations.endCallInRoom)
  endInRoom(@Input() { parameters, body }: InputOf<Operations['endCallInRoom']>): Promise<Call> {
    return this.calls.endInRoom(parameters.callId, body.roomId);
  }
}
