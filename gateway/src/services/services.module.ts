import { Global, Module } from '@nestjs/common';
import { Places, type Field } from '../rights/index.js';
import { Agreements } from './agreements.service.js';
import { Authorities } from './authorities.service.js';
import { CalendarsController } from './calendars.controller.js';
import { Calendars } from './calendars.service.js';
import { ServiceBook } from './service-book.js';
import { ServiceCards } from './service-cards.service.js';
import { ServiceSeed } from './service-seed.js';
import { ServicesController } from './services.controller.js';

/** Who serves with what, where, and when; bookings ask it for every time, so it is there for all. */
@Global()
@Module({
  controllers: [ServicesController, CalendarsController],
  providers: [ServiceBook, ServiceSeed, Authorities, ServiceCards, Agreements, Calendars],
  exports: [ServiceBook, ServiceSeed],
})
export class ServicesModule {
  constructor(places: Places, book: ServiceBook) {
    const serviceField: Field = { find: async (id) => placeOf(book.service(id)), unknown: 'service-unknown' };
    places.register('serviceId', serviceField);
    places.register('serviceIds', serviceField);
    places.register('authorityId', {
      find: async (id) => (book.authority(id) ? { authorityId: id } : null),
      unknown: 'authority-unknown',
    });
    places.register('agreementId', {
      find: async (id) => {
        const agreement = book.agreement(id);
        return agreement ? { ...placeOf(book.service(agreement.serviceId)), pointIds: [agreement.pointId] } : null;
      },
      unknown: 'agreement-unknown',
    });
    places.register('calendarId', { find: async (id) => placeOf(book.calendar(id)), unknown: 'calendar-unknown' });
  }
}

/** Whatever an authority keeps belongs to it, wherever it is offered. */
const placeOf = (kept: { readonly authorityId: string } | undefined) => (kept ? { authorityId: kept.authorityId } : null);
