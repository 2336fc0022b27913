import { peopleOperations, type Account, type GivenGrant, type OneTimePassword, type SignIn } from '@etapiste/protocol';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Accounts } from './accounts.service.js';
import { Deeds } from './deeds.js';
import { Grants } from './grants.service.js';
import { SignIns } from './sign-ins.service.js';

type Operations = typeof peopleOperations;

/** Accounts and roles, for those who may give them. */
@Controller()
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly grants: Grants,
    private readonly signIns: SignIns,
    private readonly deeds: Deeds,
  ) {}

  @Implements(peopleOperations.listAccounts)
  async list(@Req() request: FastifyRequest): Promise<Account[]> {
    return this.accounts.listFor((await this.deeds.ofGiver(request)).by);
  }

  @Implements(peopleOperations.createAccount)
  async create(
    @Input() { body }: InputOf<Operations['createAccount']>,
    @Req() request: FastifyRequest,
  ): Promise<{ account: Account; oneTimePassword: OneTimePassword }> {
    return this.accounts.create(body, await this.deeds.ofGiver(request));
  }

  @Implements(peopleOperations.changeAccount)
  async change(
    @Input() { parameters, body }: InputOf<Operations['changeAccount']>,
    @Req() request: FastifyRequest,
  ): Promise<Account> {
    return this.accounts.change(parameters.accountId, body, await this.deeds.ofGiver(request));
  }

  @Implements(peopleOperations.makeOneTimePassword)
  async makeOneTimePassword(
    @Input() { parameters }: InputOf<Operations['makeOneTimePassword']>,
    @Req() request: FastifyRequest,
  ): Promise<OneTimePassword> {
    return this.accounts.makeOneTimePassword(parameters.accountId, await this.deeds.ofGiver(request));
  }

  @Implements(peopleOperations.closeAccount)
  async close(@Input() { parameters }: InputOf<Operations['closeAccount']>, @Req() request: FastifyRequest): Promise<Account> {
    return this.accounts.close(parameters.accountId, await this.deeds.ofGiver(request));
  }

  @Implements(peopleOperations.giveGrant)
  async give(
    @Input() { parameters, body }: InputOf<Operations['giveGrant']>,
    @Req() request: FastifyRequest,
  ): Promise<GivenGrant> {
    return this.grants.giveTo(parameters.accountId, body, await this.deeds.ofGiver(request));
  }

  @Implements(peopleOperations.endGrant)
  async endGrant(@Input() { parameters }: InputOf<Operations['endGrant']>, @Req() request: FastifyRequest): Promise<GivenGrant> {
    return this.grants.endOf(parameters.accountId, parameters.grantId, await this.deeds.ofGiver(request));
  }

  @Implements(peopleOperations.listSignIns)
  async listSignIns(
    @Input() { parameters }: InputOf<Operations['listSignIns']>,
    @Req() request: FastifyRequest,
  ): Promise<SignIn[]> {
    const deed = await this.deeds.ofGiver(request);
    await this.accounts.checkChangeable(parameters.accountId, deed);
    return this.signIns.of(parameters.accountId, deed.by.signInId);
  }

  @Implements(peopleOperations.endSignIns)
  async endSignIns(@Input() { parameters }: InputOf<Operations['endSignIns']>, @Req() request: FastifyRequest): Promise<void> {
    await this.accounts.endSignIns(parameters.accountId, await this.deeds.ofGiver(request));
  }
}
