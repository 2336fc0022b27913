import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refused } from '../http/refused.js';
import type { Deed } from './deed.js';
import { SignedIn } from './signed-in.js';

/** The person behind a request, as the one who does something by it. */
@Injectable()
export class Deeds {
  constructor(private readonly signedIn: SignedIn) {}

  /** @throws Refused `sign-in-needed` */
  async of(request: FastifyRequest): Promise<Deed> {
    const person = await this.signedIn.person(request);
    if (!person) throw new Refused('sign-in-needed');
    return { by: person.actor, from: request.ip };
  }
}
