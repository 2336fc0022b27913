import {
  deviceOperations,
  type BegunEnrolment,
  type Credential,
  type EnrolmentState,
  type ResponseOf,
  type ShownEnrolment,
} from '@etapiste/protocol';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { clientOf, SignInCookies } from '../people/index.js';
import { Acting, ActingNow } from '../rights/index.js';
import { Register } from '../points/index.js';
import { Credentials, type Deed } from './credentials.service.js';
import { Enrolments } from './enrolments.service.js';

type Operations = typeof deviceOperations;

const deedOf = ({ actor }: Acting, { ip }: FastifyRequest): Deed => ({ by: actor, from: ip });

/** How devices get into the house, and out of it. */
@Controller()
export class EnrolmentController {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly credentials: Credentials,
    private readonly register: Register,
    private readonly cookies: SignInCookies,
  ) {}

  @Implements(deviceOperations.beginEnrolment)
  begin(@Input() { body }: InputOf<Operations['beginEnrolment']>, @Req() request: FastifyRequest): Promise<BegunEnrolment> {
    return this.enrolments.begin(body, request.ip);
  }

  @Implements(deviceOperations.pollEnrolment)
  async poll(
    @Input() { parameters, body }: InputOf<Operations['pollEnrolment']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EnrolmentState> {
    const { state, terminal } = await this.enrolments.poll(parameters.enrolmentId, body.pollToken, clientOf(request));
    if (terminal) this.cookies.setTerminal(reply, terminal.roomId, terminal.token);
    return state;
  }

  @Implements(deviceOperations.showEnrolment)
  show(
    @ActingNow() acting: Acting,
    @Input() { body }: InputOf<Operations['showEnrolment']>,
    @Req() request: FastifyRequest,
  ): Promise<ShownEnrolment> {
    return this.enrolments.show(body.code, deedOf(acting, request));
  }

  @Implements(deviceOperations.confirmEnrolment)
  confirm(
    @ActingNow() acting: Acting,
    @Input() { parameters, body }: InputOf<Operations['confirmEnrolment']>,
    @Req() request: FastifyRequest,
  ): Promise<Credential> {
    return this.enrolments.confirm(parameters.enrolmentId, body.code, body.roomId, deedOf(acting, request));
  }

  @Implements(deviceOperations.listCredentials)
  async list(@ActingNow() acting: Acting): Promise<Credential[]> {
    const all = await this.credentials.list();
    return all.filter(({ roomId }) => acting.covers(this.register.placeOf(roomId) ?? {}));
  }

  @Implements(deviceOperations.revokeCredential)
  revoke(
    @ActingNow() acting: Acting,
    @Input() { parameters, body }: InputOf<Operations['revokeCredential']>,
    @Req() request: FastifyRequest,
  ): Promise<Credential> {
    return this.credentials.revoke(parameters.credentialId, body.why, deedOf(acting, request));
  }

  @Implements(deviceOperations.renewCertificate)
  async renew(
    @Input() { body }: InputOf<Operations['renewCertificate']>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<Operations['renewCertificate']>> {
    return { certificate: await this.credentials.renew(body, request.ip) };
  }
}
