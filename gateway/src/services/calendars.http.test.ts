import { newId, serviceOperations, type BodyOf, type Calendar, type Scope } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEntryEntity } from '../audit/index.js';
import { Store } from '../database/store.js';
import { ask } from '../testing/ask.js';
import { signInAs, type Browser } from '../testing/sign-in.js';
import { soon } from '../testing/soon.js';
import { onOnePostgres, hubsOnBothStores } from '../testing/test-stores.js';
import { startTestHub, type TestHub } from '../testing/test-hub.js';
import { ServiceBook } from './service-book.js';
import { keeping } from './services.world.test-kit.js';

type Content = BodyOf<typeof serviceOperations.changeCalendar>;
const { createCalendar, changeCalendar, listCalendars } = serviceOperations;

const authority = (authorityId: string): Scope => ({ kind: 'authority', authorityId });
const weekly: Content = {
  name: 'Neuvojat',
  serviceIds: ['kela-neuvonta'],
  pointIds: null,
  channels: ['on-site', 'walk-in'],
  seats: 3,
  hours: [
    { dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '11:30' },
    { dayFrom: 'MON', dayTo: 'THU', from: '12:00', to: '15:00' },
  ],
  exceptionalHours: [
    { from: '2027-03-01', to: '2027-03-05', spans: [], reason: { fi: 'Koulutus', sv: 'Utbildning', en: 'Training' } },
  ],
  validFrom: '2027-01-01',
  validTo: null,
};

describe('calendars of experts', () => {
  hubsOnBothStores((settings) => {
    let hub: TestHub;
    let kela: Browser;
    let vero: Browser;
    let expert: Browser;

    beforeAll(async () => {
      hub = await startTestHub(settings());
      kela = await signInAs(hub.hub, 'Pekka Malli', keeping('kela'));
      vero = await signInAs(hub.hub, 'Veera Malli', keeping('vero'));
      expert = await signInAs(hub.hub, 'Kaarina Malli', { role: 'expert', scope: authority('kela') });
    });
    afterAll(() => hub.remove());

    const create = (by: Browser, changes: Partial<BodyOf<typeof createCalendar>> = {}) =>
      ask(hub, by, createCalendar, { body: { ...weekly, id: newId(), authorityId: 'kela', ...changes } });
    const change = (by: Browser, calendarId: string, body: Partial<Content> = {}, version = 1) =>
      ask(hub, by, changeCalendar, { parameters: { calendarId }, body: { ...weekly, ...body }, version });
    const made = async (changes: Partial<Calendar> = {}) => {
      const { status, body } = await create(kela, changes);
      expect(status).toBe(200);
      return body;
    };

    it('come back as they were made', async () => {
      const calendar = await made();
      expect(calendar).toEqual({ ...weekly, id: calendar.id, authorityId: 'kela', version: 1 });
      expect((await ask(hub, kela, listCalendars)).body).toContainEqual(calendar);
    });

    it('are seen by the own authority only', async () => {
      const { id } = await made();
      const seenBy = async (by: Browser) => (await ask(hub, by, listCalendars)).body.some((calendar) => calendar.id === id);
      expect([await seenBy(kela), await seenBy(expert), await seenBy(vero)]).toEqual([true, true, false]);
    });

    it('are kept by those who keep the authority, not by its experts', async () => {
      expect((await create(expert)).code).toBe('not-allowed');
    });

    it('of another authority are, word for word, as if they were not there', async () => {
      const { id } = await made();
      const body = { serviceIds: ['vero-henkilo'] };
      expect(await change(vero, id, body)).toEqual(await change(vero, newId(), body));
      expect((await change(vero, id, body)).code).toBe('calendar-unknown');
      expect((await create(vero)).code).toBe('authority-unknown');
    });

    it('serve with services of the own authority only, also for somebody who keeps both', async () => {
      const both = await signInAs(hub.hub, 'Kaisa Malli', keeping('kela'), keeping('vero'));
      const { id } = await made();
      const theirs = { serviceIds: ['kela-neuvonta', 'vero-henkilo'] };
      const codes = [
        await create(both, theirs),
        await change(both, id, theirs),
        await change(kela, id, { serviceIds: ['nothing'] }),
      ];
      expect(codes.map(({ code }) => code)).toEqual(Array(3).fill('service-unknown'));
    });

    it('name points that there are, and days that do not end before they begin', async () => {
      const reversed = { from: '2027-03-05', to: '2027-03-01', spans: [], reason: null };
      const wrong = [
        await create(kela, { pointIds: ['atlantis'] }),
        await create(kela, { validTo: '2026-12-31' }),
        await create(kela, { exceptionalHours: [reversed] }),
        await create(kela, {
          hours: [{ dayFrom: 'MON', dayTo: 'MON', from: '09:00', to: '15:00', validFrom: '2027-02-02', validTo: '2027-02-01' }],
        }),
      ];
      expect(wrong.map(({ code }) => code)).toEqual(['point-unknown', 'dates-reversed', 'dates-reversed', 'dates-reversed']);
    });

    it('are made once by one id, and that of another is not given away', async () => {
      const { id } = await made();
      expect((await create(kela, { id, name: 'Toinen' })).code).toBe('version-differs');
      expect((await create(vero, { id, authorityId: 'vero', serviceIds: ['vero-henkilo'] })).code).toBe('version-differs');
      expect(hub.hub.get(ServiceBook).calendar(id)).toMatchObject({ name: 'Neuvojat', authorityId: 'kela' });
    });

    it('change for one of two who change them at once, with a trace of that one', async () => {
      const { id } = await made();
      const answers = await Promise.all([1, 2].map((seats) => change(kela, id, { seats })));
      expect(answers.map(({ code }) => code ?? 'ok').toSorted()).toEqual(['ok', 'version-differs']);
      const traces = await hub.hub
        .get(Store)
        .read((manager) => manager.find(AuditEntryEntity, { where: { subjectId: id }, order: { number: 'ASC' } }));
      expect(traces.map(({ what }) => what)).toEqual(['calendar.created', 'calendar.changed']);
    });

    it('are found by service and point', async () => {
      const { id } = await made({ pointIds: ['imatra'], serviceIds: ['kela-opinto', 'kela-neuvonta'] });
      const found = (serviceId: string, pointId: string) =>
        hub.hub
          .get(ServiceBook)
          .calendarsFor(serviceId, pointId)
          .some((calendar) => calendar.id === id);
      expect([found('kela-opinto', 'imatra'), found('kela-neuvonta', 'imatra')]).toEqual([true, true]);
      expect([found('kela-kuntoutus', 'imatra'), found('kela-opinto', 'porvoo')]).toEqual([false, false]);
    });
  });

  it('that one hub changes are known to the other', async () => {
    await onOnePostgres(async (settings) => {
      const [one, other] = [await startTestHub(settings), await startTestHub(settings)];
      const kela = await signInAs(one.hub, 'Pekka Malli', keeping('kela'));
      const id = newId();
      const made = await ask(one, kela, createCalendar, { body: { ...weekly, id, authorityId: 'kela' } });
      expect(made.code).toBeUndefined();
      await soon(() => expect(other.hub.get(ServiceBook).calendar(id)?.seats).toBe(3));
      const parameters = { calendarId: id };
      expect((await ask(other, kela, changeCalendar, { parameters, body: { ...weekly, seats: 5 }, version: 1 })).status).toBe(
        200,
      );
      await soon(() => expect(one.hub.get(ServiceBook).calendar(id)?.seats).toBe(5));
      await other.remove();
      await one.remove();
    });
  });

  it('stand in the demo for every service, and nobody’s in an installation', async () => {
    const demo = await startTestHub({ ETAPISTE_DEMO: '1' });
    const book = demo.hub.get(ServiceBook);
    expect(book.services().filter(({ id }) => book.calendarsFor(id, 'imatra').length === 0)).toEqual([]);
    await demo.remove();
    const installation = await startTestHub();
    expect(installation.hub.get(ServiceBook).calendars()).toEqual([]);
    await installation.remove();
  });
});
