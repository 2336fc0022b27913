import type { CurrentSignIn, Person, WaysToSignIn } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { SignedIn, type PersonHere } from './signed-in.js';
import { SignInCookies } from './sign-in-cookies.js';
import type { SignInEntity } from './sign-in.entity.js';
import { SignIns } from './sign-ins.service.js';
import { newToken } from './tokens.js';

/** What a browser and the hub say to each other about signing in. */
@Injectable()
export class SignInPage {
  constructor(
    private readonly signedIn: SignedIn,
    private readonly signIns: SignIns,
    private readonly cookies: SignInCookies,
    private readonly providers: ProviderSignIn,
    private readonly config: Config,
  ) {}

  async current(request: Pick<FastifyRequest, 'headers'>): Promise<CurrentSignIn> {
    const [person = null, ...others] = (await this.signedIn.people(request)).map(toPerson);
    return { isDemo: this.config.isDemo, person, others };
  }

  ways(): WaysToSignIn {
    return { providers: this.providers.staffProviders().map(({ settings: { id, label } }) => ({ id, label })) };
  }

  /**
   * Signs somebody in by this browser. The token is new each time, so nobody can have laid it there before; what the browser
   * was signed in with until now ends.
   * @param open makes the sign-in, and answers with its token
   * @param seat of the demo, where one browser plays several people at once
   */
  async enter(
    request: FastifyRequest,
    reply: FastifyReply,
    open: (device: string) => Promise<string>,
    seat?: string,
  ): Promise<CurrentSignIn> {
    const device = this.cookies.device(request) ?? newToken();
    const token = await open(device);
    await this.leaveBy(this.cookies.tokenAt(request, seat), request);
    this.cookies.setDevice(reply, device);
    return this.current({ headers: { cookie: this.cookies.set(reply, token, seat) } });
  }

  /** @returns where the provider signs out, if this sign-in came by one that offers it */
  async leave(request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    this.cookies.clear(request, reply);
    let leaveAt: string | null = null;
    for (const token of this.cookies.tokens(request)) {
      const ended = await this.leaveBy(token, request);
      leaveAt ??= ended ? await this.providers.leaveAt(ended) : null;
    }
    return leaveAt;
  }

  private async leaveBy(token: string | undefined, { ip }: FastifyRequest): Promise<SignInEntity | undefined> {
    const person = token ? await this.signedIn.personOf(token) : undefined;
    return person && this.signIns.signOut({ by: person.actor, from: ip });
  }
}

const toPerson = ({ actor, signIn, account }: PersonHere): Person => ({
  accountId: actor.id,
  name: actor.name,
  signInId: signIn.id,
  method: signIn.method,
  grants: [...actor.grants],
  mustChangePassword: account.oneTimeUntil !== null,
});
