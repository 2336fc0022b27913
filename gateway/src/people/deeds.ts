import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Deed } from '../audit/index.js';
import { Refused } from '../http/refused.js';
import type { Actor } from '../rights/index.js';
import { mayGiveAnything } from './giving.js';
import { SignedIn } from './signed-in.js';

/** The person behind a request, as the one who does something by it. */
@Injectable()
export class Deeds {
  constructor(private readonly signedIn: SignedIn) {}

  /**
   * @param fits whom to take, should the browser carry several people (the demo)
   * @throws Refused `sign-in-needed`
   */
  async of(request: FastifyRequest, fits: (actor: Actor) => boolean = () => true): Promise<Deed> {
    const actors = (await this.signedIn.people(request)).map(({ actor }) => actor);
    const by = actors.find(fits) ?? actors[0];
    if (!by) throw new Refused('sign-in-needed');
    return { by, from: request.ip };
  }

  /** Somebody who gives roles, if there is one. */
  ofGiver(request: FastifyRequest): Promise<Deed> {
    return this.of(request, ({ grants }) => mayGiveAnything(grants));
  }
}
