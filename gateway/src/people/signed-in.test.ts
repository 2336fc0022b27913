import { minutes, newId, seconds } from '@etapiste/protocol';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../testing/soon.js';
import { onBothStores } from '../testing/test-stores.js';
import { at, browser, of, peopleEntities, PeopleWorld } from './people.world.test-kit.js';
import { SignInEntity } from './sign-in.entity.js';

describe('who sent a request', () => {
  onBothStores(peopleEntities, (store) => {
    let world: PeopleWorld;
    beforeAll(async () => {
      world = await PeopleWorld.make(store());
    });
    beforeEach(() => void world.told.splice(0));
    const rolesOf = async (request: Parameters<PeopleWorld['actor']>[0]) =>
      (await world.signedIn.of(request)).flatMap(({ grants }) => grants.map(({ role }) => role));

    it('is nobody without a cookie, and nobody with one that was never given', async () => {
      expect(await world.signedIn.of({ headers: {} })).toEqual([]);
      expect(await world.signedIn.of(browser(newId()))).toEqual([]);
      expect(await world.signedIn.of({ headers: { cookie: 'etapiste-terminal-porvoo-1=x; ;=; %=%' } })).toEqual([]);
    });

    it('is the person who signed in, with the roles that are valid now', async () => {
      const account = await world.person('Aino', ['advisor', at('porvoo')], ['expert', of('kela')]);
      const actor = await world.actor(await world.enter(account));
      expect(actor).toMatchObject({ kind: 'person', id: account.id, name: 'Aino' });
      expect(actor.grants.map(({ role }) => role).toSorted()).toEqual(['advisor', 'expert']);
    });

    it('has a role from its first moment on and not at its last, and whoever keeps something open is told', async () => {
      const [from, to] = [world.inDays(0.01), world.inDays(0.02)];
      const account = await world.person('Aino', ['expert', of('kela'), { validFrom: from, validTo: to }]);
      const request = await world.enter(account);
      const passTo = (moment: string, ms: number) => world.clock.pass(Date.parse(moment) - world.clock.now().getTime() + ms);
      world.signedIn.judgeByTime();
      passTo(from, -1);
      expect(await rolesOf(request)).toEqual([]);
      passTo(from, 0);
      expect(await rolesOf(request)).toEqual(['expert']);
      world.told.splice(0);
      world.signedIn.judgeByTime();
      expect(world.told).toContain(account.id);
      passTo(to, -1);
      expect(await rolesOf(request)).toEqual(['expert']);
      passTo(to, 0);
      expect(await rolesOf(request)).toEqual([]);
      world.told.splice(0);
      world.signedIn.judgeByTime();
      expect(world.told).toContain(account.id);
    });

    it('is nobody after an hour without use; each use begins the hour anew', async () => {
      const request = await world.enter(await world.person('Aino'));
      for (let used = 0; used < 3; used++) {
        world.clock.pass(minutes(59));
        expect(await world.signedIn.of(request)).toHaveLength(1);
      }
      world.clock.pass(minutes(60));
      expect(await world.signedIn.of(request)).toEqual([]);
    });

    it('is told to be gone when nobody used it, also when no request asks', async () => {
      const account = await world.person('Aino');
      await world.signedIn.of(await world.enter(account));
      world.clock.pass(minutes(60));
      world.told.splice(0);
      world.signedIn.judgeByTime();
      expect(world.told).toContain(account.id);
    });

    it('is nobody after twelve hours, however often it was used', async () => {
      const request = await world.enter(await world.person('Aino'));
      for (let used = 0; used < 14; used++) {
        world.clock.pass(minutes(50));
        expect(await world.signedIn.of(request)).toHaveLength(1);
      }
      world.clock.pass(minutes(20));
      expect(await world.signedIn.of(request)).toEqual([]);
    });

    it('is written down as used once a minute, not with every request', async () => {
      const account = await world.person('Aino');
      const request = await world.enter(account);
      const lastUsed = async () =>
        (await store().read((manager) => manager.findOneByOrFail(SignInEntity, { accountId: account.id }))).lastUsedAt;
      const began = await lastUsed();
      world.clock.pass(seconds(59));
      await world.signedIn.of(request);
      expect(await lastUsed()).toEqual(began);
      world.clock.pass(seconds(1));
      await world.signedIn.of(request);
      expect(await lastUsed()).toEqual(world.clock.now());
    });

    it('is nobody as soon as another hub has ended the sign-in', async () => {
      const account = await world.person('Aino');
      const request = await world.enter(account);
      const { signInId } = await world.actor(request);
      const other = await PeopleWorld.make(store(), world.clock);
      expect(await other.signedIn.of(request)).toHaveLength(1);
      await world.signIns.revokeOne(account.id, signInId, { by: await world.actor(request), from: null });
      expect(await world.signedIn.of(request)).toEqual([]);
      await soon(async () => expect(await other.signedIn.of(request)).toEqual([]));
      await soon(() => expect(other.told).toContain(account.id));
    });

    it('goes by the store again after five seconds, should another hub’s word be lost', async () => {
      const account = await world.person('Aino');
      const request = await world.enter(account);
      await world.signedIn.of(request);
      await store().write(({ manager }) => manager.update(SignInEntity, { accountId: account.id }, { endedAt: new Date() }));
      world.clock.pass(seconds(5));
      expect(await world.signedIn.of(request)).toEqual([]);
    });

    it('may be a room’s terminal, and several of them in one browser', async () => {
      const client = { from: '192.0.2.9', agent: null };
      const open = (roomId: string) =>
        store().write((transaction) => world.signIns.openForTerminal(transaction, { roomId, terminalId: `t-${roomId}`, client }));
      const [porvoo, imatra] = [await open('porvoo-1'), await open('imatra-1')];
      const cookie = `etapiste-terminal-porvoo-1=${porvoo}; etapiste-terminal-imatra-1=${imatra}`;
      const actors = await world.signedIn.of({ headers: { cookie } });
      expect(actors.map(({ kind, id, grants }) => [kind, id, grants.map(({ scope }) => scope)])).toEqual([
        ['terminal', 't-porvoo-1', [{ kind: 'room', roomId: 'porvoo-1' }]],
        ['terminal', 't-imatra-1', [{ kind: 'room', roomId: 'imatra-1' }]],
      ]);
    });

    it('is not the terminal of a room by another room’s token, and no person by a terminal’s', async () => {
      const client = { from: null, agent: null };
      const opening = { roomId: 'porvoo-1', terminalId: 't', client };
      const token = await store().write((transaction) => world.signIns.openForTerminal(transaction, opening));
      expect(await world.signedIn.of({ headers: { cookie: `etapiste-terminal-imatra-1=${token}` } })).toEqual([]);
      expect(await world.signedIn.of(browser(token))).toEqual([]);
    });

    it('is the terminal for months, until the room gets another one or its enrolment is revoked', async () => {
      const client = { from: null, agent: null };
      const open = (terminalId: string) =>
        store().write((transaction) => world.signIns.openForTerminal(transaction, { roomId: 'porvoo-1', terminalId, client }));
      const known = (token: string) => world.signedIn.of({ headers: { cookie: `etapiste-terminal-porvoo-1=${token}` } });
      const first = await open('first');
      world.clock.pass(minutes(200 * 24 * 60));
      expect(await known(first)).toHaveLength(1);
      const second = await open('second');
      await soon(async () => expect(await known(first)).toEqual([]));
      expect(await known(second)).toHaveLength(1);
      await store().write((transaction) => world.signIns.revokeTerminal(transaction, 'porvoo-1'));
      await soon(async () => expect(await known(second)).toEqual([]));
      expect(world.told).toEqual(expect.arrayContaining(['first', 'second']));
    });
  });
});
