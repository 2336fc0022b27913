import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { demo, demoOperations, type CurrentSignIn, type Demo, type DemoMail, type DemoPerson } from '@etapiste/protocol';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Refused } from '../http/refused.js';
import { Mailer } from '../mail/index.js';
import { clientOf, SignInCookies, SignInPage, understudySeat } from '../people/index.js';
import { DemoAccounts } from './demo-accounts.js';

type Operations = typeof demoOperations;

/** What only the demo has: addresses of the simulated rooms, the outbox of mails that were kept, and people without passwords. */
@Controller()
export class DemoController {
  constructor(
    private readonly config: Config,
    private readonly mailer: Mailer,
    private readonly accounts: DemoAccounts,
    private readonly page: SignInPage,
    private readonly cookies: SignInCookies,
  ) {}

  @Implements(demoOperations.showDemo)
  async show(): Promise<Demo> {
    this.check();
    try {
      return demo.parse(JSON.parse(await readFile(path.join(this.config.dataDir, 'demo.json'), 'utf8')));
    } catch {
      // Set-up writes it a moment after the hub has come up; until then there is nothing to show.
      throw new Refused('not-found');
    }
  }

  @Implements(demoOperations.listDemoMail)
  async listMail(): Promise<DemoMail[]> {
    this.check();
    const mails = await this.mailer.newest();
    return mails.map(({ id, createdAt, recipient, subject, body }) => ({
      id,
      at: createdAt.toISOString(),
      to: recipient,
      subject,
      text: body,
    }));
  }

  @Implements(demoOperations.listDemoPeople)
  listPeople(): DemoPerson[] {
    return this.accounts.list();
  }

  @Implements(demoOperations.signInAsDemoPerson)
  signIn(
    @Input() { body }: InputOf<Operations['signInAsDemoPerson']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentSignIn> {
    const open = () => this.accounts.signIn(body.accountId, clientOf(request));
    // A visitor plays several people in the tabs of one browser.
    return this.page.enter(request, reply, open, body.isUnderstudy ? understudySeat(body.accountId) : body.accountId);
  }

  @Implements(demoOperations.signInDemoTerminal)
  async signInTerminal(
    @Input() { body }: InputOf<Operations['signInDemoTerminal']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookies.setTerminal(reply, body.roomId, await this.accounts.signInTerminal(body.roomId, clientOf(request)));
  }

  private check(): void {
    if (!this.config.isDemo) throw new Refused('not-found');
  }
}
