import { idOf, newId, serviceOperations } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.js';
import { signInAs } from '../testing/sign-in.js';
import { startTestHub } from '../testing/test-hub.js';
import { hubsOnBothStores } from '../testing/test-stores.js';
import { ServiceBook } from './service-book.js';
import { codesOf, inAll, keeping, newService, ServicesWorld } from './services.world.test-kit.js';

const { changeAuthority, changeService, createAuthority, createService, listServiceCards } = serviceOperations;

describe('what authorities offer', () => {
  hubsOnBothStores((settings) => {
    let world: ServicesWorld;
    beforeAll(async () => {
      world = await ServicesWorld.start(settings());
    });
    afterAll(() => world.hub.remove());

    const change = (id: string, name = 'Toinen', by = world.kela, version = 1) => {
      const { id: _, authorityId: __, ...body } = { ...newService(), name: inAll(name) };
      return ask(world.hub, by, changeService, { parameters: { serviceId: id }, body, version });
    };

    describe('from the beginning', () => {
      it('are the pilot’s authorities with names that fit a calendar', async () => {
        const { body } = await ask(world.hub, world.advisor, serviceOperations.listAuthorities);
        expect(body.map(({ shortName: { fi, sv, en } }) => `${fi} ${sv} ${en}`)).toEqual([
          'DVV MDB DVV',
          'Kela FPA Kela',
          'Poliisi Polisen Police',
          'Vero Skatt Tax',
        ]);
      });

      it('are the services where they are offered: the police only in Imatra', async () => {
        const { body } = await ask(world.hub, world.advisor, serviceOperations.listAgreements);
        const points = body.filter(({ serviceId }) => serviceId === 'poliisi-passi').map(({ pointId }) => pointId);
        expect(points).toEqual(['imatra']);
      });

      it('has a card with every service, in each language', async () => {
        const { body: services } = await ask(world.hub, world.advisor, serviceOperations.listServices);
        for (const { id } of services) {
          const { body } = await ask(world.hub, world.advisor, listServiceCards, { parameters: { serviceId: id } });
          expect(body.map(({ html }) => html.sv)).toEqual([expect.stringContaining('<h2>Ta med</h2>')]);
        }
      });

      it('is planted once: what was changed since stays when a hub starts again', async () => {
        const agreementId = idOf('agreement', 'nurmes', 'vero-kotitalous');
        const body = { validFrom: '2025-10-01', validTo: '2025-12-31' };
        const asked = { parameters: { agreementId }, body, version: 1 };
        expect((await ask(world.hub, world.owner, serviceOperations.changeAgreement, asked)).status).toBe(200);
        const again = await startTestHub(settings());
        const agreements = again.hub.get(ServiceBook).agreementsOf('nurmes', 'vero-kotitalous');
        await again.remove();
        expect(agreements).toEqual([expect.objectContaining(body)]);
      });
    });

    describe('authorities and services', () => {
      it('are made by the owner, named by the authority itself, and each change leaves its trace', async () => {
        const id = newId();
        const names = { name: inAll('Uusi virasto'), shortName: inAll('Uusi') };
        const made = () => ask(world.hub, world.owner, createAuthority, { body: { id, ...names } });
        expect([await made(), await made()].map(({ code }) => code)).toEqual([undefined, 'authority-exists']);
        const own = await signInAs(world.hub.hub, 'Ursula Malli', keeping(id));
        const asked = { parameters: { authorityId: id }, body: { ...names, shortName: inAll('U') }, version: 1 };
        expect((await ask(world.hub, own, changeAuthority, asked)).body).toMatchObject({
          id,
          version: 2,
          shortName: { fi: 'U' },
        });
        expect(await world.traces(id)).toEqual(['authority.created by Olga Malli', 'authority.changed by Ursula Malli']);
      });

      it('are made once by one identifier', async () => {
        const body = newService();
        const made = () => ask(world.hub, world.kela, createService, { body });
        expect(await codesOf([made(), made()])).toEqual(['ok', 'service-exists']);
        expect(await world.traces(body.id)).toEqual(['service.created by Pekka Malli']);
      });

      it('may not end before they begin', async () => {
        const body = { ...newService(), validFrom: '2027-01-02', validTo: '2027-01-01' };
        expect((await ask(world.hub, world.kela, createService, { body })).code).toBe('dates-reversed');
      });

      it('of two who change one at once, one is told', async () => {
        const { id } = await world.service();
        expect(await codesOf([change(id, 'Yksi'), change(id, 'Kaksi')])).toEqual(['ok', 'version-differs']);
        expect(await world.traces(id)).toEqual(['service.created by Pekka Malli', 'service.changed by Pekka Malli']);
      });

      it('are, once changed, so for whoever asks next', async () => {
        const { id } = await world.service();
        await change(id, 'Uusi nimi');
        const { body } = await ask(world.hub, world.advisor, serviceOperations.listServices);
        expect(body.find((service) => service.id === id)).toMatchObject({ version: 2, name: { fi: 'Uusi nimi' } });
      });

      it('of another authority are, to who would change them, word for word as if they were not there', async () => {
        const { id } = await world.service();
        const theirs = await change(id, 'Anastus', world.vero);
        expect(theirs.code).toBe('service-unknown');
        expect(theirs).toEqual(await change('atlantis', 'Anastus', world.vero));
        expect((await ask(world.hub, world.vero, createService, { body: newService() })).code).toBe('authority-unknown');
      });
    });
  });
});
