import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { takesForms } from '../http/forms.js';
import { Log } from '../log/log.js';
import { Open } from '../rights/index.js';
import { clientOf } from './client.js';
import { ProviderSignIn, ProviderSignInFailed, visitMinutes } from './provider-sign-in.js';
import { SignInCookies } from './sign-in-cookies.js';
import { SignInPage } from './sign-in-page.js';

const cookieName = 'etapiste-provider';
const origin = 'http://here.invalid';

/** A page of this hub to go on to, whatever an address says: a path, and never another host's. */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/[\w-]*($|[?#])/.test(wanted)) return '/';
  const { pathname, search } = new URL(wanted, origin);
  return pathname + search;
}

/** The ways to providers and back; browsers and providers come here, no page of ours asks. */
@Controller('sign-in/oidc/:providerId')
export class ProviderController {
  constructor(
    private readonly providers: ProviderSignIn,
    private readonly page: SignInPage,
    private readonly cookies: SignInCookies,
    private readonly log: Log,
  ) {}

  /** Sends a browser to the provider. */
  @Open()
  @Get()
  async start(@Param('providerId') id: string, @Query('returnTo') wanted: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.orBack(reply, async () => {
      const { url, visit } = await this.providers.start(id, ownPath(wanted));
      this.cookies.setForMinutes(reply, cookieName, visit, visitMinutes);
      await this.leadTo(reply, url);
    });
  }

  /** Takes a browser that comes back. */
  @Open()
  @Get('callback')
  async finish(@Param('providerId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = this.cookies.get(request, cookieName);
    this.cookies.setForMinutes(reply, cookieName, '', 0);
    await this.orBack(reply, async () => {
      const query = request.url.slice(request.url.indexOf('?'));
      let goOn = '/';
      await this.page.enter(request, reply, async (device) => {
        const { token, returnTo } = await this.providers.finish(id, visit, query, clientOf(request), device);
        goOn = returnTo;
        return token;
      });
      await this.leadTo(reply, goOn);
    });
  }

  /** The provider itself tells that a sign-in is over (OpenID Connect Back-Channel Logout §2.8). */
  @Open()
  @RouteConfig(takesForms)
  @Post('backchannel-logout')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async endByProvider(
    @Param('providerId') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = (body as { logout_token?: unknown } | undefined)?.logout_token;
    try {
      if (typeof token !== 'string') throw new Error('there is no logout token');
      await this.providers.endByProvider(id, token, request.ip);
      await reply.status(200).send();
    } catch (error) {
      this.log.warn({ err: error, provider: id }, 'a logout token was not taken');
      await reply.status(400).send({ error: 'invalid_request' });
    }
  }

  /** Whoever comes back without a sign-in reads why on the sign-in page. */
  private async orBack(reply: FastifyReply, attempt: () => Promise<void>): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      if (!(error instanceof ProviderSignInFailed)) throw error;
      await this.leadTo(reply, `/sign-in?failed=${error.reason}&returnTo=${encodeURIComponent(error.returnTo)}`);
    }
  }

  private async leadTo(reply: FastifyReply, url: string): Promise<void> {
    await reply.header('cache-control', 'no-store').status(303).header('location', url).send();
  }
}
