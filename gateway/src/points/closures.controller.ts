import { pointOperations, type Closure } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { DeedNow, type Deed } from '../audit/index.js';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { daysIn } from '../time/day-in.js';
import { Closures, toClosure } from './closures.service.js';
import { Register } from './register.js';

type Operations = typeof pointOperations;

@Controller()
export class ClosuresController {
  constructor(
    private readonly closures: Closures,
    private readonly register: Register,
  ) {}

  @Implements(pointOperations.listClosures)
  async list(@Input() { parameters, query }: InputOf<Operations['listClosures']>): Promise<Closure[]> {
    const { timeZone } = this.register.point(parameters.pointId) ?? { timeZone: 'UTC' };
    const { from, to } = daysIn(timeZone, query.from, query.to);
    return (await this.closures.touching(parameters.pointId, from, to)).map(toClosure);
  }

  @Implements(pointOperations.addClosure)
  add(
    @Input() { parameters, body }: InputOf<Operations['addClosure']>,
    @DeedNow() deed: Deed,
    @ActingNow() acting: Acting,
  ): Promise<Closure> {
    return this.closures.add(parameters.pointId, body, deed, acting);
  }

  @Implements(pointOperations.changeClosure)
  change(
    @Input() { parameters, version, body }: InputOf<Operations['changeClosure']>,
    @DeedNow() deed: Deed,
    @ActingNow() acting: Acting,
  ): Promise<Closure> {
    return this.closures.change({ id: parameters.closureId, version }, body, deed, acting);
  }

  @Implements(pointOperations.endClosure)
  end(
    @Input() { parameters }: InputOf<Operations['endClosure']>,
    @DeedNow() deed: Deed,
    @ActingNow() acting: Acting,
  ): Promise<void> {
    return this.closures.end(parameters.closureId, deed, acting);
  }
}
