import type { CurrentSignIn, WaysToSignIn } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { SignedIn } from './signed-in.js';
import { SignInCookies } from './sign-in-cookies.js';
import { SignIns } from './sign-ins.service.js';
import { newToken } from './tokens.js';

/** What a browser and the hub say to each other about signing in. */
@Injectable()
export class SignInPage {
  constructor(
    private readonly signedIn: SignedIn,
    private readonly signIns: SignIns,
    private readonly cookies: SignInCookies,
    private readonly config: Config,
  ) {}

  async current(request: Pick<FastifyRequest, 'headers'>): Promise<CurrentSignIn> {
    const person = await this.signedIn.person(request);
    const { isDemo } = this.config;
    if (!person) return { isDemo, person: null };
    const { actor, signIn, account } = person;
    return {
      isDemo,
      person: {
        accountId: actor.id,
        name: actor.name,
        signInId: signIn.id,
        method: signIn.method,
        grants: [...actor.grants],
        mustChangePassword: account.oneTimeUntil !== null,
      },
    };
  }

  ways(): WaysToSignIn {
    return { providers: [] };
  }

  /**
   * Signs somebody in by this browser. The token is new each time, so nobody can have laid it there before; what the browser
   * was signed in with until now ends.
   * @param open makes the sign-in, and answers with its token
   */
  async enter(request: FastifyRequest, reply: FastifyReply, open: (device: string) => Promise<string>): Promise<CurrentSignIn> {
    const device = this.cookies.device(request) ?? newToken();
    const token = await open(device);
    await this.leave(request);
    this.cookies.setDevice(reply, device);
    return this.current({ headers: { cookie: this.cookies.set(reply, token) } });
  }

  /** @returns where the provider signs out, if this sign-in came by one that offers it */
  async leave(request: FastifyRequest): Promise<string | null> {
    const person = await this.signedIn.person(request);
    if (person) await this.signIns.signOut({ by: person.actor, from: request.ip });
    return null;
  }
}
