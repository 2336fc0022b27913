import {
  pointOperations,
  type Policy,
  type RegisteredPoint,
  type RegisteredRoom,
  type ResponseOf,
  type ShownPoint,
} from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { DeedNow, type Deed } from '../audit/index.js';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { PointKeeping } from './point-keeping.service.js';
import { Policies } from './policies.service.js';
import { Register } from './register.js';
import { shown } from './shown-point.js';

type Operations = typeof pointOperations;

@Controller()
export class PointsController {
  constructor(
    private readonly register: Register,
    private readonly keeping: PointKeeping,
    private readonly rules: Policies,
  ) {}

  @Implements(pointOperations.listPoints)
  listPoints(): ShownPoint[] {
    return this.register.points().map(shown);
  }

  @Implements(pointOperations.showRegister)
  showRegister(@ActingNow() acting: Acting): ResponseOf<Operations['showRegister']> {
    const points = this.register.registeredPoints().filter(({ id }) => acting.covers({ pointIds: [id] }));
    return { points, rooms: points.flatMap(({ id }) => this.register.roomsOf(id)) };
  }

  @Implements(pointOperations.createPoint)
  createPoint(@Input() { body }: InputOf<Operations['createPoint']>, @DeedNow() deed: Deed): Promise<RegisteredPoint> {
    return this.keeping.createPoint(body, deed);
  }

  @Implements(pointOperations.changePoint)
  changePoint(
    @Input() { parameters, version, body }: InputOf<Operations['changePoint']>,
    @DeedNow() deed: Deed,
  ): Promise<RegisteredPoint> {
    return this.keeping.changePoint({ id: parameters.pointId, version }, body, deed);
  }

  @Implements(pointOperations.createRoom)
  createRoom(@Input() { parameters, body }: InputOf<Operations['createRoom']>, @DeedNow() deed: Deed): Promise<RegisteredRoom> {
    return this.keeping.createRoom(parameters.pointId, body, deed);
  }

  @Implements(pointOperations.changeRoom)
  changeRoom(
    @Input() { parameters, version, body }: InputOf<Operations['changeRoom']>,
    @DeedNow() deed: Deed,
  ): Promise<RegisteredRoom> {
    return this.keeping.changeRoom({ id: parameters.roomId, version }, body, deed);
  }

  @Implements(pointOperations.listPolicies)
  listPolicies(): readonly Policy[] {
    return this.register.policies();
  }

  @Implements(pointOperations.setPolicy)
  setPolicy(
    @Input() { body }: InputOf<Operations['setPolicy']>,
    @DeedNow() deed: Deed,
    @ActingNow() acting: Acting,
  ): Promise<Policy> {
    return this.rules.set(body, deed, acting);
  }
}
