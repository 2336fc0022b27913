import {
  idOf,
  newId,
  problemDetails,
  type Agreement,
  type Authority,
  type Scope,
  type Service,
  type ServiceCard,
} from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEntryEntity } from '../audit/index.js';
import { Store } from '../database/store.js';
import { signInAs, type Browser } from '../testing/sign-in.js';
import { startTestHub, type TestHub } from '../testing/test-hub.js';
import { hubsOnBothStores } from '../testing/test-stores.js';
import { ServiceBook } from './service-book.js';
import { serviceCardErasure } from './service-card.erasure.js';
import { ServiceCardEntity } from './service-card.entity.js';

const authority = (authorityId: string): Scope => ({ kind: 'authority', authorityId });
const name = (text: string) => ({ fi: text, sv: text, en: text });
const today = new Date().toISOString().slice(0, 10);

describe('what authorities offer', () => {
  hubsOnBothStores((settings) => {
    let hub: TestHub;
    let kela: Browser;
    let vero: Browser;
    let owner: Browser;
    let advisor: Browser;

    beforeAll(async () => {
      hub = await startTestHub(settings());
      kela = await signInAs(hub.hub, 'Pekka Malli', { role: 'authority-admin', scope: authority('kela') });
      vero = await signInAs(hub.hub, 'Veera Malli', { role: 'authority-admin', scope: authority('vero') });
      owner = await signInAs(hub.hub, 'Olga Malli', { role: 'owner', scope: { kind: 'everything' } });
      advisor = await signInAs(hub.hub, 'Aino Malli', { role: 'advisor', scope: { kind: 'points', pointIds: ['porvoo'] } });
    });
    afterAll(() => hub.remove());

    const ask = (by: Browser, method: string, path: string, body?: unknown, version?: number, at = hub) =>
      fetch(`${at.url}/api/v1${path}`, {
        method,
        headers: {
          cookie: by.cookie,
          origin: at.url,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const get = async <T>(path: string, by = advisor, at = hub) =>
      (await (await ask(by, 'GET', path, undefined, undefined, at)).json()) as T;
    const codeOf = async (answer: Promise<Response>) => problemDetails.parse(await (await answer).json()).code;
    const codesOf = async (answers: readonly Promise<Response>[]) =>
      Promise.all(answers.map(async (answer) => ((await answer).ok ? 'ok' : codeOf(answer))));
    const newService = (authorityId = 'kela'): Omit<Service, 'version'> => ({
      id: `try-${newId()}`,
      authorityId,
      name: name('Kokeilu'),
      slots: 1,
      access: 'both',
      suitability: null,
      validFrom: null,
      validTo: null,
    });
    const made = async (by = kela) => {
      const service = newService();
      expect((await ask(by, 'POST', '/services', service)).status).toBe(200);
      return service;
    };
    const traces = (subjectId: string) =>
      hub.hub.get(Store).read(async (manager) => {
        const rows = await manager.find(AuditEntryEntity, { where: { subjectId }, order: { number: 'ASC' } });
        return rows.map(({ what, actorName }) => `${what} by ${actorName}`);
      });

    describe('from the beginning', () => {
      it('are the pilot’s authorities with names that fit a calendar', async () => {
        const authorities = await get<Authority[]>('/authorities');
        const short = authorities
          .filter(({ id }) => ['dvv', 'kela', 'poliisi', 'vero'].includes(id))
          .map((each) => each.shortName);
        expect(short.map(({ fi, sv }) => `${fi} ${sv}`)).toEqual(['DVV MDB', 'Kela FPA', 'Poliisi Polisen', 'Vero Skatt']);
      });

      it('are the services where they are offered: the police only in Imatra', async () => {
        const agreements = await get<Agreement[]>('/agreements');
        const points = agreements.filter(({ serviceId }) => serviceId === 'poliisi-passi').map(({ pointId }) => pointId);
        expect(points).toEqual(['imatra']);
      });

      it('has a card with every service, safe to show', async () => {
        for (const { id } of (await get<Service[]>('/services')).filter(({ id }) => !id.startsWith('try-'))) {
          const [card] = await get<ServiceCard[]>(`/services/${id}/cards`);
          expect(card?.html.sv).toContain('<h2>Ta med</h2>');
        }
      });

      it('has no experts: they are the authorities’ own, outside the demo', async () => {
        expect(await get('/calendars', owner)).toEqual([]);
      });

      it('is planted once: what was changed since stays when the hub starts again', async () => {
        const id = idOf('agreement', 'nurmes', 'vero-kotitalous');
        const days = { validFrom: '2025-10-01', validTo: '2025-12-31' };
        expect((await ask(owner, 'PUT', `/agreements/${id}`, days, 1)).status).toBe(200);
        const third = await startTestHub(settings());
        const agreements = await get<Agreement[]>('/agreements', advisor, third);
        await third.remove();
        expect(agreements.filter((each) => each.serviceId === 'vero-kotitalous' && each.pointId === 'nurmes')).toEqual([
          expect.objectContaining(days),
        ]);
      });
    });

    describe('authorities and services', () => {
      it('are made by the owner, named by the authority itself, and each change leaves its trace', async () => {
        const id = `office-${newId()}`;
        const body = { id, name: name('Uusi virasto'), shortName: name('Uusi') };
        expect((await ask(owner, 'POST', '/authorities', body)).status).toBe(200);
        expect(await codeOf(ask(owner, 'POST', '/authorities', body))).toBe('authority-exists');
        const own = await signInAs(hub.hub, 'Ursula Malli', { role: 'authority-admin', scope: authority(id) });
        const changed = await ask(own, 'PUT', `/authorities/${id}`, { name: name('Toinen'), shortName: name('T') }, 1);
        expect(await changed.json()).toMatchObject({ id, version: 2, shortName: { fi: 'T' } });
        expect(await traces(id)).toEqual(['authority.created by Olga Malli', 'authority.changed by Ursula Malli']);
      });

      it('are made once by one identifier', async () => {
        const service = await made();
        expect(await codeOf(ask(kela, 'POST', '/services', service))).toBe('service-exists');
        expect(await traces(service.id)).toEqual(['service.created by Pekka Malli']);
      });

      it('may not end before they begin', async () => {
        const service = { ...newService(), validFrom: '2027-01-02', validTo: '2027-01-01' };
        expect(await codeOf(ask(kela, 'POST', '/services', service))).toBe('dates-reversed');
      });

      it('of two who change one at once, one is told', async () => {
        const { id, authorityId: _, ...rest } = await made();
        const both = [`/services/${id}`, `/services/${id}`].map((path, n) =>
          ask(kela, 'PUT', path, { ...rest, name: name(`Nimi ${n}`) }, 1),
        );
        expect((await codesOf(both)).toSorted()).toEqual(['ok', 'version-differs']);
        expect(await traces(id)).toEqual(['service.created by Pekka Malli', 'service.changed by Pekka Malli']);
      });

      it('are not changed by somebody who does not say which version', async () => {
        const { id, authorityId: _, ...rest } = await made();
        expect(await codeOf(ask(kela, 'PUT', `/services/${id}`, rest))).toBe('version-missing');
      });

      it('of another authority are, to who would change them, as if they were not there', async () => {
        const { id, authorityId: _, ...rest } = await made();
        const [theirs, nothing] = await Promise.all(
          [id, 'atlantis'].map(async (each) => {
            const answer = await ask(vero, 'PUT', `/services/${each}`, rest, 1);
            return [answer.status, await answer.text()];
          }),
        );
        expect(theirs).toEqual(nothing);
        expect(await codeOf(ask(vero, 'POST', '/services', newService('kela')))).toBe('authority-unknown');
      });
    });

    describe('a service card', () => {
      const publish = (id: string, after: number, text: string, by = kela) =>
        ask(by, 'POST', `/services/${id}/cards`, { after, text: name(text) });

      it('keeps every version, the newest first, with who published it', async () => {
        const { id } = await made();
        await publish(id, 0, 'Ota **passi** mukaan.');
        await publish(id, 1, 'Passia ei tarvita.');
        const cards = await get<ServiceCard[]>(`/services/${id}/cards`);
        expect(cards.map(({ version, html, publishedBy }) => [version, html.fi, publishedBy])).toEqual([
          [2, '<p>Passia ei tarvita.</p>', 'Pekka Malli'],
          [1, '<p>Ota <strong>passi</strong> mukaan.</p>', 'Pekka Malli'],
        ]);
        expect((await traces(id)).slice(1)).toEqual(Array(2).fill('service-card.published by Pekka Malli'));
      });

      it('is published by one of two who follow the same version at once', async () => {
        const { id } = await made();
        const answers = ['Yksi', 'Kaksi', 'Kolme', 'Neljä'].map((text) => publish(id, 0, text));
        expect((await codesOf(answers)).toSorted()).toEqual(['ok', ...Array(3).fill('version-differs')]);
        expect(await get<ServiceCard[]>(`/services/${id}/cards`)).toHaveLength(1);
      });

      it('follows the newest version, and no other', async () => {
        const { id } = await made();
        expect(await codesOf([publish(id, 1, 'Ensimmäinen')])).toEqual(['version-differs']);
      });

      it('with HTML in it is refused, in whichever language', async () => {
        const { id } = await made();
        const text = { ...name('Hyvä'), sv: 'Bra <b>kort</b>' };
        expect(await codeOf(ask(kela, 'POST', `/services/${id}/cards`, { after: 0, text }))).toBe('card-has-markup');
      });

      it('of another authority is not there for who would publish it', async () => {
        const { id } = await made();
        expect(await codesOf([publish(id, 0, 'Verottajan oma', vero)])).toEqual(['service-unknown']);
      });

      it('loses by policy who published it, and nothing else', async () => {
        const { id } = await made();
        await publish(id, 0, 'Pysyy');
        const later = new Date(Date.now() + 60_000);
        const erase = () => hub.hub.get(Store).write(({ manager }) => serviceCardErasure.erase(manager, later, 10_000));
        const named = await hub.hub
          .get(Store)
          .read((manager) => manager.countBy(ServiceCardEntity, { publishedBy: 'Pekka Malli' }));
        expect(await erase()).toBe(named);
        expect(await erase()).toBe(0);
        expect(await get(`/services/${id}/cards`)).toMatchObject([{ text: { fi: 'Pysyy' }, publishedBy: null }]);
      });
    });

    describe('an agreement', () => {
      const agree = (serviceId: string, validFrom: string, validTo: string | null, pointId = 'porvoo') =>
        ask(owner, 'POST', '/agreements', { id: newId(), pointId, serviceId, validFrom, validTo });

      it('makes a service offered at a point, on its days and the service’s', async () => {
        const { id } = await made();
        await agree(id, today, '2099-12-31');
        const offered = (pointId: string, day: string) =>
          hub.hub
            .get(ServiceBook)
            .offeredAt(pointId, day)
            .some((service) => service.id === id);
        expect([offered('porvoo', today), offered('porvoo', '2099-12-31')]).toEqual([true, true]);
        expect([offered('porvoo', '2100-01-01'), offered('porvoo', '2020-01-01'), offered('imatra', today)]).toEqual([
          false,
          false,
          false,
        ]);
      });

      it('shares no day with another about the same service at the same point', async () => {
        const { id } = await made();
        expect(await codesOf([agree(id, '2027-01-01', '2027-06-30')])).toEqual(['ok']);
        expect(await codesOf([agree(id, '2027-06-30', null)])).toEqual(['agreement-overlaps']);
        expect(await codesOf([agree(id, '2027-06-30', null, 'imatra')])).toEqual(['ok']);
        expect(await codesOf([agree(id, '2027-07-01', null)])).toEqual(['ok']);
        const [first, next] = hub.hub.get(ServiceBook).agreementsOf('porvoo', id);
        const longer = { validFrom: '2027-01-01', validTo: '2027-07-01' };
        expect(await codeOf(ask(owner, 'PUT', `/agreements/${first?.id}`, longer, 1))).toBe('agreement-overlaps');
        expect((await ask(owner, 'PUT', `/agreements/${next?.id}`, { validFrom: '2028-01-01', validTo: null }, 1)).status).toBe(
          200,
        );
        expect((await ask(owner, 'PUT', `/agreements/${first?.id}`, longer, 1)).status).toBe(200);
      });

      it('is made by one of many who want the same days at once', async () => {
        const { id } = await made();
        const wanted = Array.from({ length: 8 }, (_, n) => agree(id, `2027-0${n + 1}-01`, null));
        expect((await codesOf(wanted)).toSorted()).toEqual([...Array(7).fill('agreement-overlaps'), 'ok']);
      });

      it('needs a point and a service, and an end that is not before its beginning', async () => {
        const { id } = await made();
        expect(
          await codesOf([agree(id, today, null, 'atlantis'), agree('nothing', today, null), agree(id, today, '2020-01-01')]),
        ).toEqual(['point-unknown', 'service-unknown', 'dates-reversed']);
      });
    });
  });
});
