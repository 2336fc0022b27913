import { serviceOperations } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Store } from '../database/store.js';
import { ask } from '../testing/ask.js';
import { hubsOnBothStores } from '../testing/test-stores.js';
import { serviceCardErasure } from './service-card.erasure.js';
import { ServiceCardEntity } from './service-card.entity.js';
import { codesOf, inAll, ServicesWorld } from './services.world.test-kit.js';

const { listServiceCards, publishServiceCard } = serviceOperations;

describe('the card of a service', () => {
  hubsOnBothStores((settings) => {
    let world: ServicesWorld;
    beforeAll(async () => {
      world = await ServicesWorld.start(settings());
    });
    afterAll(() => world.hub.remove());

    const publish = (serviceId: string, after: number, fi: string, by = world.kela) =>
      ask(world.hub, by, publishServiceCard, { parameters: { serviceId }, body: { after, text: { ...inAll('Kort'), fi } } });
    const cardsOf = async (serviceId: string) =>
      (await ask(world.hub, world.advisor, listServiceCards, { parameters: { serviceId } })).body;

    it('keeps every version, the newest first, with who published it', async () => {
      const { id } = await world.service();
      await publish(id, 0, 'Ota **passi** mukaan.');
      await publish(id, 1, 'Passia ei tarvita.');
      expect((await cardsOf(id)).map(({ version, html, publishedBy }) => [version, html.fi, publishedBy])).toEqual([
        [2, '<p>Passia ei tarvita.</p>', 'Pekka Malli'],
        [1, '<p>Ota <strong>passi</strong> mukaan.</p>', 'Pekka Malli'],
      ]);
      const published = 'service-card.published by Pekka Malli';
      expect((await world.traces(id)).slice(1)).toEqual([published, published]);
    });

    it('is published by one of several who follow the same version at once', async () => {
      const { id } = await world.service();
      const answers = ['Yksi', 'Kaksi', 'Kolme'].map((text) => publish(id, 0, text));
      expect(await codesOf(answers)).toEqual(['ok', 'version-differs', 'version-differs']);
      expect(await cardsOf(id)).toHaveLength(1);
    });

    it('follows the newest version, and no other', async () => {
      const { id } = await world.service();
      expect((await publish(id, 1, 'Toinen ennen ensimmäistä')).code).toBe('version-differs');
    });

    it('is refused for HTML, in whichever language', async () => {
      const { id } = await world.service();
      expect((await publish(id, 0, 'Hyvä <b>kortti</b>')).code).toBe('card-has-markup');
      expect(await cardsOf(id)).toEqual([]);
    });

    it('is not there for another authority that would publish it', async () => {
      const { id } = await world.service();
      expect((await publish(id, 0, 'Verottajan oma', world.vero)).code).toBe('service-unknown');
    });

    it('loses by policy who published it, and nothing else', async () => {
      const { id } = await world.service();
      await publish(id, 0, 'Pysyy');
      const later = new Date(Date.now() + 60_000);
      const store = world.hub.hub.get(Store);
      const erase = () => store.write(({ manager }) => serviceCardErasure.erase(manager, later, 10_000));
      const named = await store.read((manager) => manager.countBy(ServiceCardEntity, { publishedBy: 'Pekka Malli' }));
      expect([await erase(), await erase()]).toEqual([named, 0]);
      expect(await cardsOf(id)).toMatchObject([{ text: { fi: 'Pysyy' }, publishedBy: null }]);
    });
  });
});
