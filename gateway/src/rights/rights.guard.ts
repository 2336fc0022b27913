import { rightTo, type Operation } from '@etapiste/protocol';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { operationKey } from '../http/implements.decorator.js';
import { readInput, type CheckedRequest } from '../http/input.decorator.js';
import { Refused } from '../http/refused.js';
import { Acting, type GuardedRequest } from './acting.js';
import { Actors } from './actor.js';
import { Places, type Field } from './places.js';

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
    for (const { field, id } of this.places.namedIn(parameters, query, body)) await within(acting, field, id);
    return true;
  }
}

async function within(acting: Acting, field: Field, id: string): Promise<void> {
  const place = await field.find(id);
  const isOwn = place?.ownerId === undefined || acting.isHeldBy(place.ownerId);
  if (!place || !isOwn || !acting.covers(place)) throw new Refused(field.unknown);
}
