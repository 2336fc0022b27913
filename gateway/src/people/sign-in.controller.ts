import { peopleOperations, type CurrentSignIn, type SignIn, type WaysToSignIn } from '@etapiste/protocol';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Refused } from '../http/refused.js';
import { clientOf } from './client.js';
import { Deeds } from './deeds.js';
import { PasswordSignIn } from './password-sign-in.js';
import { SignInPage } from './sign-in-page.js';
import { SignIns } from './sign-ins.service.js';

type Operations = typeof peopleOperations;

/** Coming in, going out, and one's own sign-ins. */
@Controller()
export class SignInController {
  constructor(
    private readonly page: SignInPage,
    private readonly passwords: PasswordSignIn,
    private readonly signIns: SignIns,
    private readonly deeds: Deeds,
  ) {}

  @Implements(peopleOperations.showSignIn)
  show(@Req() request: FastifyRequest): Promise<CurrentSignIn> {
    return this.page.current(request);
  }

  @Implements(peopleOperations.listWaysToSignIn)
  listWays(): WaysToSignIn {
    return this.page.ways();
  }

  @Implements(peopleOperations.signInByPassword)
  async signIn(
    @Input() { body }: InputOf<Operations['signInByPassword']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentSignIn> {
    return this.page.enter(request, reply, (device) =>
      withRetryAfter(reply, this.passwords.signIn(body, clientOf(request), device)),
    );
  }

  @Implements(peopleOperations.signOut)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ leaveAt: string | null }> {
    return { leaveAt: await this.page.leave(request, reply) };
  }

  @Implements(peopleOperations.listOwnSignIns)
  async listOwn(@Req() request: FastifyRequest): Promise<SignIn[]> {
    const { by } = await this.deeds.of(request);
    return this.signIns.of(by.id, by.signInId);
  }

  @Implements(peopleOperations.endOwnSignIn)
  async endOwn(@Input() { parameters }: InputOf<Operations['endOwnSignIn']>, @Req() request: FastifyRequest): Promise<void> {
    const deed = await this.deeds.of(request);
    await this.signIns.revokeOne(deed.by.id, parameters.signInId, deed);
  }

  @Implements(peopleOperations.changePassword)
  async changePassword(
    @Input() { body }: InputOf<Operations['changePassword']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentSignIn> {
    const deed = await this.deeds.of(request);
    await withRetryAfter(reply, this.passwords.change(deed.by.id, body, deed));
    return this.page.current(request);
  }
}

/** Whoever must wait is told for how long also in the answer's head (RFC 9110 §10.2.3). */
async function withRetryAfter<T>(reply: FastifyReply, attempt: Promise<T>): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    const waits = error instanceof Refused ? error.extra?.['retryAfterSeconds'] : undefined;
    if (typeof waits === 'number') void reply.header('retry-after', String(waits));
    throw error;
  }
}
