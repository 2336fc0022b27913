import { newId, serviceOperations } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.js';
import { hubsOnBothStores } from '../testing/test-stores.js';
import { ServiceBook } from './service-book.js';
import { codesOf, ServicesWorld } from './services.world.test-kit.js';

const { changeAgreement, createAgreement } = serviceOperations;

describe('an agreement', () => {
  hubsOnBothStores((settings) => {
    let world: ServicesWorld;
    let book: ServiceBook;
    beforeAll(async () => {
      world = await ServicesWorld.start(settings());
      book = world.hub.hub.get(ServiceBook);
    });
    afterAll(() => world.hub.remove());

    const agree = (serviceId: string, validFrom: string, validTo: string | null, pointId = 'porvoo') =>
      ask(world.hub, world.owner, createAgreement, { body: { id: newId(), pointId, serviceId, validFrom, validTo } });
    const change = (agreementId: string, validFrom: string, validTo: string | null, version = 1) =>
      ask(world.hub, world.owner, changeAgreement, { parameters: { agreementId }, body: { validFrom, validTo }, version });

    it('makes a service offered at a point, on its days', async () => {
      const { id } = await world.service();
      const { body } = await agree(id, '2027-01-01', '2027-12-31');
      const isOffered = (pointId: string, day: string) => book.offeredAt(pointId, day).some((service) => service.id === id);
      expect(['2027-01-01', '2027-12-31'].map((day) => isOffered('porvoo', day))).toEqual([true, true]);
      expect(['2026-12-31', '2028-01-01'].map((day) => isOffered('porvoo', day))).toEqual([false, false]);
      expect(isOffered('imatra', '2027-01-01')).toBe(false);
      expect(await world.traces(body.id)).toEqual(['agreement.created by Olga Malli']);
    });

    it('shares no day with another about the same service at the same point', async () => {
      const { id } = await world.service();
      const codes = [
        await agree(id, '2027-01-01', '2027-06-30'),
        await agree(id, '2027-06-30', null),
        await agree(id, '2027-06-30', null, 'imatra'),
        await agree(id, '2027-07-01', null),
      ].map(({ code }) => code ?? 'ok');
      expect(codes).toEqual(['ok', 'agreement-overlaps', 'ok', 'ok']);
    });

    it('gets longer only where nothing is in its way', async () => {
      const { id } = await world.service();
      const { body: first } = await agree(id, '2027-01-01', '2027-06-30');
      const { body: next } = await agree(id, '2027-07-01', null);
      expect((await change(first.id, '2027-01-01', '2027-07-01')).code).toBe('agreement-overlaps');
      expect((await change(next.id, '2028-01-01', null)).code).toBeUndefined();
      expect((await change(first.id, '2027-01-01', '2027-07-01')).body).toEqual({ ...first, validTo: '2027-07-01', version: 2 });
      expect(book.agreementsOf('porvoo', id).map(({ validFrom }) => validFrom)).toEqual(['2027-01-01', '2028-01-01']);
    });

    it('is made by one of many who want the same days at once', async () => {
      const { id } = await world.service();
      const wanted = Array.from({ length: 8 }, (_, month) => agree(id, `2027-0${month + 1}-01`, null));
      expect(await codesOf(wanted)).toEqual([...Array.from({ length: 7 }, () => 'agreement-overlaps'), 'ok']);
    });

    it('gets longer for one of two who would meet in the middle', async () => {
      const { id } = await world.service();
      const { body: first } = await agree(id, '2027-01-01', '2027-01-31');
      const { body: last } = await agree(id, '2027-12-01', '2027-12-31');
      const both = [change(first.id, '2027-01-01', '2027-08-31'), change(last.id, '2027-05-01', '2027-12-31')];
      expect(await codesOf(both)).toEqual(['agreement-overlaps', 'ok']);
    });

    it('changes for one of two who have seen the same version', async () => {
      const { id } = await world.service();
      const { body } = await agree(id, '2027-01-01', null);
      const both = ['2027-05-31', '2027-06-30'].map((validTo) => change(body.id, '2027-01-01', validTo));
      expect(await codesOf(both)).toEqual(['ok', 'version-differs']);
    });

    it('needs a point and a service, and an end that is not before its beginning', async () => {
      const { id } = await world.service();
      const wrong = [
        agree(id, '2027-01-01', null, 'atlantis'),
        agree('nothing', '2027-01-01', null),
        agree(id, '2027-01-01', '2026-01-01'),
      ];
      expect(await codesOf(wrong)).toEqual(['dates-reversed', 'point-unknown', 'service-unknown']);
    });
  });
});
