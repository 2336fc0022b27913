import {
  pointOperations,
  serviceOperations,
  type Agreement,
  type Authority,
  type BodyOf,
  type Calendar,
  type Localized,
  type Service,
  type ServiceCard,
  type ShownPoint,
} from '@etapiste/protocol';
import { request } from '../api/index.js';

/** Points as a page of services needs them: to be chosen. */
export const listPoints = (): Promise<ShownPoint[]> => request(pointOperations.listPoints, {});

export const listAuthorities = (): Promise<Authority[]> => request(serviceOperations.listAuthorities, {});

export const listServices = (): Promise<Service[]> => request(serviceOperations.listServices, {});

export const serviceBody = serviceOperations.changeService.body;

export const createService = (body: BodyOf<typeof serviceOperations.createService>): Promise<Service> =>
  request(serviceOperations.createService, { body });

export const changeService = (service: Service): Promise<Service> =>
  request(serviceOperations.changeService, {
    parameters: { serviceId: service.id },
    version: service.version,
    body: serviceBody.parse(service),
  });

export const listServiceCards = (serviceId: string): Promise<ServiceCard[]> =>
  request(serviceOperations.listServiceCards, { parameters: { serviceId } });

export const publishServiceCard = (serviceId: string, after: number, text: Localized): Promise<ServiceCard> =>
  request(serviceOperations.publishServiceCard, { parameters: { serviceId }, body: { after, text } });

export const listAgreements = (): Promise<Agreement[]> => request(serviceOperations.listAgreements, {});

export const createAgreement = (body: BodyOf<typeof serviceOperations.createAgreement>): Promise<Agreement> =>
  request(serviceOperations.createAgreement, { body });

export const changeAgreement = ({ id, version, validFrom, validTo }: Agreement): Promise<Agreement> =>
  request(serviceOperations.changeAgreement, { parameters: { agreementId: id }, version, body: { validFrom, validTo } });

export const listCalendars = (): Promise<Calendar[]> => request(serviceOperations.listCalendars, {});

export const calendarBody = serviceOperations.changeCalendar.body;

export const createCalendar = (body: BodyOf<typeof serviceOperations.createCalendar>): Promise<Calendar> =>
  request(serviceOperations.createCalendar, { body });

export const changeCalendar = (calendar: Calendar): Promise<Calendar> =>
  request(serviceOperations.changeCalendar, {
    parameters: { calendarId: calendar.id },
    version: calendar.version,
    body: calendarBody.parse(calendar),
  });
