import { newId, pointOperations, type BodyOf, type RegisteredPoint, type Role, type Scope } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEntryEntity } from '../audit/index.js';
import { Store } from '../database/store.js';
import { ask } from '../testing/ask.js';
import { signInAs, type Browser } from '../testing/sign-in.js';
import { soon } from '../testing/soon.js';
import { hubsOnBothStores, onOnePostgres } from '../testing/test-stores.js';
import { LiveReader, startTestHub, type TestHub } from '../testing/test-hub.js';
import { Register } from './register.js';

const at = (...pointIds: string[]): Scope => ({ kind: 'points', pointIds });
const text = (fi: string) => ({ fi, sv: `${fi} på svenska`, en: `${fi} in English` });
const passport = {
  soundInsulationDb: { toNeighbouringRooms: 44, toCorridor: 35, measuredOn: '2026-01-15' },
  accessibility: ['step-free' as const],
  equipment: ['document-camera' as const],
};
const closureOf = (rest: Partial<BodyOf<typeof pointOperations.addClosure>> = {}) => ({
  id: newId(),
  roomId: null,
  kind: 'closure' as const,
  from: '2026-12-01T07:00:00.000Z',
  to: '2026-12-01T10:00:00.000Z',
  reason: text('Remontti'),
  ...rest,
});

describe('the register over HTTP', () => {
  hubsOnBothStores((settings) => {
    let hub: TestHub;
    const browsers = new Map<string, Browser>();
    const as = async (role: Role, scope: Scope = at('porvoo')): Promise<Browser> => {
      const key = `${role} ${JSON.stringify(scope)}`;
      const known = browsers.get(key) ?? (await signInAs(hub.hub, `Testi ${role}`, { role, scope }));
      browsers.set(key, known);
      return known;
    };
    const owner = () => as('owner', { kind: 'everything' });
    const shownTo = async (browser: Browser) => (await ask(hub, browser, pointOperations.showRegister)).body;
    const porvoo = async () => (await shownTo(await owner())).points.find(({ id }) => id === 'porvoo') as RegisteredPoint;
    const change = async (browser: Browser, changes: Partial<RegisteredPoint>, version?: number) => {
      const { id, version: newest, ...values } = await porvoo();
      const body = { ...values, ...changes };
      return ask(hub, browser, pointOperations.changePoint, { parameters: { pointId: id }, version: version ?? newest, body });
    };
    beforeAll(async () => {
      hub = await startTestHub(settings());
    });
    afterAll(() => hub.remove());

    it('a lead changes the own point, everybody who looks sees it at once, and it leaves a trace', async () => {
      const reader = new LiveReader(hub.url, await as('advisor'));
      await soon(() => expect(reader.events.length).toBeGreaterThan(0));
      const answer = await change(await as('lead'), { desk: text('Uusi tiski') });
      expect(answer).toMatchObject({ status: 200, body: { desk: text('Uusi tiski') } });
      const seen = () => reader.events.filter(({ event, data }) => event === 'change' && data['id'] === 'porvoo');
      await soon(() =>
        expect(seen().at(-1)?.data['value']).toMatchObject({ desk: text('Uusi tiski'), version: answer.body.version }),
      );
      reader.close();
      const traces = await hub.hub
        .get(Store)
        .read((manager) => manager.find(AuditEntryEntity, { order: { number: 'DESC' }, take: 1 }));
      expect(traces.map(({ what }) => what)).toEqual(['point.changed']);
    });

    it('of two who change the same version one is told, and nothing of hers is written', async () => {
      const { version } = await porvoo();
      const answers = await Promise.all(
        ['Ensimmäinen', 'Toinen'].map(async (fi) => change(await owner(), { name: text(fi) }, version)),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
      expect((await porvoo()).name).toEqual(answers.find(({ status }) => status === 200)?.body.name);
    });

    it('a change that does not say what it is about is refused', async () => {
      const { id, version: _, ...body } = await porvoo();
      const answer = await ask(hub, await owner(), pointOperations.changePoint, { parameters: { pointId: id }, body });
      expect(answer).toMatchObject({ status: 428, code: 'version-missing' });
    });

    it('a zone that is none and days in the wrong order change nothing', async () => {
      const before = await porvoo();
      expect(await change(await owner(), { timeZone: 'Europe/Atlantis' })).toMatchObject({ code: 'time-zone-unknown' });
      const exceptionalHours = [{ from: '2026-12-24', to: '2026-12-23', spans: [], reason: null }];
      expect(await change(await owner(), { exceptionalHours })).toMatchObject({ code: 'dates-reversed' });
      expect(await porvoo()).toEqual(before);
    });

    it('a point is opened with a room; a second one by its name is refused', async () => {
      const { version: _, ...values } = await porvoo();
      const body = { ...values, id: 'lieksa', name: text('Lieksa') };
      expect(await ask(hub, await owner(), pointOperations.createPoint, { body })).toMatchObject({ status: 200 });
      expect(await ask(hub, await owner(), pointOperations.createPoint, { body })).toMatchObject({ code: 'point-exists' });
      const room = { id: 'lieksa-1', kind: 'module' as const, number: 1, passport, validFrom: null, validTo: null };
      const parameters = { pointId: 'lieksa' };
      expect(await ask(hub, await owner(), pointOperations.createRoom, { parameters, body: room })).toMatchObject({
        status: 200,
        body: { passport },
      });
      expect(hub.hub.get(Register).point('lieksa')?.rooms).toEqual([{ id: 'lieksa-1', kind: 'module', number: 1 }]);
    });

    it('a room that has served its days is shown to nobody but those who keep the register', async () => {
      const rooms = (await shownTo(await owner())).rooms;
      const { id, pointId: _, version, ...values } = rooms.find((room) => room.id === 'nurmes-1') ?? ({} as never);
      const body = { ...values, validTo: '2026-01-31' };
      const answer = await ask(hub, await owner(), pointOperations.changeRoom, { parameters: { roomId: id }, version, body });
      expect(answer).toMatchObject({ status: 200, body: { validTo: '2026-01-31' } });
      const listed = await ask(hub, await as('advisor'), pointOperations.listPoints);
      expect(listed.body.find((point) => point.id === 'nurmes')?.rooms).toEqual([]);
      expect((await shownTo(await owner())).rooms.some((room) => room.id === 'nurmes-1')).toBe(true);
    });

    it('a lead sees and keeps the own point only', async () => {
      const lead = await as('lead', at('imatra'));
      expect((await shownTo(lead)).points.map(({ id }) => id)).toEqual(['imatra']);
      expect(await change(lead, { desk: text('Vieras') })).toMatchObject({ status: 404, code: 'point-unknown' });
    });

    describe('closures', () => {
      const parameters = { pointId: 'porvoo' };
      const add = async (browser: Browser, body: BodyOf<typeof pointOperations.addClosure>) =>
        ask(hub, browser, pointOperations.addClosure, { parameters, body });
      const listed = async (from: string, to: string) =>
        (await ask(hub, await as('advisor'), pointOperations.listClosures, { parameters, query: { from, to } })).body;

      it('a closed morning is listed on its day and on no other; a repeat adds nothing', async () => {
        const body = closureOf();
        expect(await add(await as('lead'), body)).toMatchObject({ status: 200, body: { ...body, version: 1 } });
        expect(await add(await as('lead'), body)).toMatchObject({ status: 200, body: { ...body, version: 1 } });
        expect((await listed('2026-12-01', '2026-12-01')).map(({ id }) => id)).toEqual([body.id]);
        expect(await listed('2026-12-02', '2026-12-05')).toEqual([]);
      });

      it('is moved by whoever saw the newest version, and opened again', async () => {
        const body = closureOf({ from: '2026-12-08T07:00:00.000Z', to: '2026-12-08T10:00:00.000Z' });
        await add(await as('lead'), body);
        const { id, roomId: _, ...values } = body;
        const later = { ...values, to: '2026-12-08T13:00:00.000Z' };
        const move = async (version: number) =>
          ask(hub, await as('lead'), pointOperations.changeClosure, { parameters: { closureId: id }, version, body: later });
        expect(await move(1)).toMatchObject({ status: 200, body: { to: later.to, version: 2 } });
        expect(await move(1)).toMatchObject({ status: 412 });
        expect(await ask(hub, await as('lead'), pointOperations.endClosure, { parameters: { closureId: id } })).toMatchObject({
          status: 204,
        });
        expect(await listed('2026-12-08', '2026-12-08')).toEqual([]);
      });

      it('a maintainer says when devices are worked on, and not when the point serves', async () => {
        const maintainer = await as('maintainer');
        expect(await add(maintainer, closureOf())).toMatchObject({ status: 403, code: 'not-allowed' });
        const body = closureOf({ kind: 'maintenance', roomId: 'porvoo-1' });
        expect(await add(maintainer, body)).toMatchObject({ status: 200 });
        const { id, roomId: _, ...values } = body;
        const turned = { parameters: { closureId: id }, version: 1, body: { ...values, kind: 'closure' as const } };
        expect(await ask(hub, maintainer, pointOperations.changeClosure, turned)).toMatchObject({ code: 'not-allowed' });
      });

      it('a room of another point, and an end before the beginning, are refused', async () => {
        expect(await add(await owner(), closureOf({ roomId: 'imatra-1' }))).toMatchObject({ code: 'room-unknown' });
        expect(await add(await owner(), closureOf({ to: '2026-12-01T07:00:00.000Z' }))).toMatchObject({ code: 'dates-reversed' });
      });
    });

    describe('rules', () => {
      const today = () => hub.hub.get(Register).todayAt('porvoo');
      const set = (browser: Browser, rest: Partial<BodyOf<typeof pointOperations.setPolicy>>) =>
        ask(hub, browser, pointOperations.setPolicy, {
          body: { name: 'bookingLateMinutes', pointId: 'porvoo', value: 7, validFrom: today(), validTo: null, ...rest },
        });

      it('a lead sets one for the own point from today on; the earlier versions stay to be seen', async () => {
        expect(await set(await as('lead'), {})).toMatchObject({ status: 200, body: { version: 1, value: 7 } });
        expect(await set(await as('lead'), { value: 9 })).toMatchObject({ status: 200, body: { version: 2, value: 9 } });
        expect(hub.hub.get(Register).bookingPoliciesAt('porvoo').bookingLateMinutes).toBe(9);
        expect(hub.hub.get(Register).bookingPoliciesAt('imatra').bookingLateMinutes).toBe(5);
        const { body } = await ask(hub, await as('advisor'), pointOperations.listPolicies);
        const versions = body.filter(({ name, pointId }) => name === 'bookingLateMinutes' && pointId === 'porvoo');
        expect(versions.map(({ version, value }) => [version, value])).toEqual([
          [1, 7],
          [2, 9],
        ]);
      });

      it('hours of service are a rule too', async () => {
        const value = [{ dayFrom: 'MON' as const, dayTo: 'SAT' as const, from: '10:00', to: '14:00' }];
        expect(await set(await owner(), { name: 'serviceHours', value })).toMatchObject({ status: 200 });
        expect(hub.hub.get(Register).bookingPoliciesAt('porvoo').serviceHours).toEqual(value);
      });

      it.each<[string, Partial<BodyOf<typeof pointOperations.setPolicy>>, string]>([
        ['of a lead for all points', { pointId: null }, 'not-allowed'],
        [
          'with a value of another rule',
          { value: [{ dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00' }] },
          'policy-value-refused',
        ],
        ['with a value that cannot be', { value: -1 }, 'policy-value-refused'],
        ['from a day that has gone', { validFrom: '2025-01-01' }, 'policy-in-the-past'],
        ['that ends before it begins', { validFrom: '2099-02-01', validTo: '2099-01-01' }, 'dates-reversed'],
        ['of how long something is kept, for one point', { name: 'mailDays', value: 3 }, 'policy-value-refused'],
      ])('a rule %s is refused', async (_, rest, code) => {
        expect(await set(await as('lead'), rest)).toMatchObject({ code });
      });
    });
  });

  it('two hubs on one store know of each other’s changes, and so do the browsers of both', async () => {
    await onOnePostgres(async (settings) => {
      const [first, second] = [await startTestHub(settings), await startTestHub(settings)];
      try {
        const owner = await signInAs(first.hub, 'Olga', { role: 'owner', scope: { kind: 'everything' } });
        const reader = new LiveReader(second.url, owner);
        const body = { name: 'callStaleMinutes' as const, pointId: 'imatra', value: 3, validFrom: '2099-01-01', validTo: null };
        expect(await ask(first, owner, pointOperations.setPolicy, { body })).toMatchObject({ status: 200 });
        await soon(() => expect(second.hub.get(Register).policies()).toContainEqual({ ...body, version: 1 }));
        const { body: register } = await ask(second, owner, pointOperations.showRegister);
        const { id, version, ...values } = register.points.find((point) => point.id === 'imatra') ?? ({} as never);
        const changed = { ...values, desk: text('Toisella puolella') };
        await ask(first, owner, pointOperations.changePoint, { parameters: { pointId: id }, version, body: changed });
        await soon(() =>
          expect(reader.events.at(-1)?.data['value']).toMatchObject({ id, desk: changed.desk, version: version + 1 }),
        );
        reader.close();
      } finally {
        await first.remove();
        await second.remove();
      }
    });
  });
});
