import { serviceOperations, type Agreement, type Authority, type Service, type ServiceCard } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { DeedNow, type Deed } from '../audit/index.js';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Agreements } from './agreements.service.js';
import { Authorities } from './authorities.service.js';
import { ServiceBook } from './service-book.js';
import { ServiceCards } from './service-cards.service.js';

type Operations = typeof serviceOperations;

@Controller()
export class ServicesController {
  constructor(
    private readonly book: ServiceBook,
    private readonly authorities: Authorities,
    private readonly cards: ServiceCards,
    private readonly agreements: Agreements,
  ) {}

  @Implements(serviceOperations.listAuthorities)
  listAuthorities(): Authority[] {
    return this.book.authorities();
  }

  @Implements(serviceOperations.createAuthority)
  createAuthority(@Input() { body }: InputOf<Operations['createAuthority']>, @DeedNow() deed: Deed): Promise<Authority> {
    return this.authorities.create(body, deed);
  }

  @Implements(serviceOperations.changeAuthority)
  changeAuthority(
    @Input() { parameters, version, body }: InputOf<Operations['changeAuthority']>,
    @DeedNow() deed: Deed,
  ): Promise<Authority> {
    return this.authorities.change(parameters.authorityId, version, body, deed);
  }

  @Implements(serviceOperations.listServices)
  listServices(): Service[] {
    return this.book.services();
  }

  @Implements(serviceOperations.createService)
  createService(@Input() { body }: InputOf<Operations['createService']>, @DeedNow() deed: Deed): Promise<Service> {
    return this.authorities.createService(body, deed);
  }

  @Implements(serviceOperations.changeService)
  changeService(
    @Input() { parameters, version, body }: InputOf<Operations['changeService']>,
    @DeedNow() deed: Deed,
  ): Promise<Service> {
    return this.authorities.changeService(parameters.serviceId, version, body, deed);
  }

  @Implements(serviceOperations.listServiceCards)
  listCards(@Input() { parameters }: InputOf<Operations['listServiceCards']>): Promise<ServiceCard[]> {
    return this.cards.list(parameters.serviceId);
  }

  @Implements(serviceOperations.publishServiceCard)
  publishCard(
    @Input() { parameters, body }: InputOf<Operations['publishServiceCard']>,
    @DeedNow() deed: Deed,
  ): Promise<ServiceCard> {
    return this.cards.publish(parameters.serviceId, body, deed);
  }

  @Implements(serviceOperations.listAgreements)
  listAgreements(): Agreement[] {
    return this.book.agreements();
  }

  @Implements(serviceOperations.createAgreement)
  createAgreement(@Input() { body }: InputOf<Operations['createAgreement']>, @DeedNow() deed: Deed): Promise<Agreement> {
    return this.agreements.create(body, deed);
  }

  @Implements(serviceOperations.changeAgreement)
  changeAgreement(
    @Input() { parameters, version, body }: InputOf<Operations['changeAgreement']>,
    @DeedNow() deed: Deed,
  ): Promise<Agreement> {
    return this.agreements.change(parameters.agreementId, version, body, deed);
  }
}
