import { rightTo, type Operation, type Place } from '@etapiste/protocol';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { operationKey } from '../http/implements.decorator.js';
import { readInput, type CheckedRequest } from '../http/input.decorator.js';
import { Refused } from '../http/refused.js';
import { Acting, type GuardedRequest } from './acting.js';
import { Actors } from './actor.js';
import { Places, type Named } from './places.js';

/** Metadata key of routes that judge by themselves. */
export const openKey = 'etapiste:open';

/** A route that is no operation and judges by itself, or shows nothing: health, the live stream, the way back from a provider. */
export const Open = () => SetMetadata(openKey, true);

/**
 * Lets a request through when the table of rights says so (protocol `rights`), when it has the form of its operation, and when
 * everything that it names is within the reach of who asks. A route that neither the table nor `Open` names does not exist.
 * @throws Refused `sign-in-needed`, `not-allowed`, `request-malformed`, or whatever is answered for a thing that does not exist
 */
@Injectable()
export class RightsGuard implements CanActivate {
  constructor(
    private readonly actors: Actors,
    private readonly places: Places,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (Reflect.getMetadata(openKey, context.getHandler())) return true;
    const operation = Reflect.getMetadata(operationKey, context.getHandler()) as Operation | undefined;
    const right = operation && rightTo(operation);
    if (!right) throw new Refused('not-found');
    const request = context.switchToHttp().getRequest<GuardedRequest & CheckedRequest>();
    const actors = await this.actors.of(request);
    const acting = Acting.by(right, actors);
    if (acting) request.acting = acting;
    else if (right !== 'anyone') throw new Refused(actors.length === 0 ? 'sign-in-needed' : 'not-allowed');
    request.input = readInput(operation, request);
    if (right === 'anyone' || !acting) return true;
    const { parameters, query, body } = request.input;
    await this.judge(acting, this.places.namedIn(parameters, query, body));
    return true;
  }

  /** Each thing that is named must exist and be within reach; the first that is not is what the answer says. */
  private async judge(acting: Acting, things: readonly Named[]): Promise<void> {
    const found = [];
    for (const { field, id } of things) {
      const place = await field.find(id);
      if (!place || (place.ownerId !== undefined && !acting.isHeldBy(place.ownerId))) throw new Refused(field.unknown);
      found.push({ field, place });
    }
    const together = join(found.map(({ place }) => place));
    const beyond = found.filter(({ place }) => !acting.covers({ ...together, ...place }));
    // What is new is nowhere yet: whatever it is to belong to is what lies beyond.
    const named = beyond.find(({ place }) => Object.keys(place).length > 0) ?? beyond[0];
    if (named) throw new Refused(named.field.unknown);
  }
}

/**
 * What the things of one request belong to together. A service has no point and a point no authority: a time for a service at a point
 * has both. A thing is judged by its own belonging first, and by the others' only where it has none.
 */
function join(places: readonly Place[]): Place {
  const pointIds = places.flatMap((place) => place.pointIds ?? []);
  const authorityIds = new Set(places.flatMap(({ authorityId }) => authorityId ?? []));
  const [authorityId] = authorityIds;
  return {
    ...(pointIds.length > 0 ? { pointIds } : {}),
    ...(authorityIds.size === 1 && authorityId !== undefined ? { authorityId } : {}),
  };
}
