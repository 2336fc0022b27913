import { newId, type NewGrant, type Role, type Scope } from '@etapiste/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { onBothStores } from '../testing/test-stores.js';
import { AccountEntity } from './account.entity.js';
import { GrantEntity } from './grant.entity.js';
import { at, everything, of, peopleEntities, PeopleWorld } from './people.world.test-kit.js';

const grant = (role: Role, scope: Scope, rest: Partial<NewGrant> = {}): NewGrant => ({ role, scope, validTo: null, ...rest });
const newAccount = (...grants: NewGrant[]) => ({ name: 'Uusi Henkilö', userName: `${newId()}@example.org`, grants });

describe('accounts and roles', () => {
  onBothStores(peopleEntities, (store) => {
    let world: PeopleWorld;
    let owner: AccountEntity;
    beforeAll(async () => {
      world = await PeopleWorld.make(store());
      owner = await world.person('Olga', ['owner', everything]);
    });
    const kelaAdmin = () => world.person('Pekka', ['authority-admin', of('kela')]);
    const listed = async (reader: AccountEntity) =>
      (await world.accounts.listFor((await world.deed(reader)).by)).map(({ id }) => id);

    it('an owner makes an account with roles, and hands over a password that nobody else knows', async () => {
      const { account, oneTimePassword } = await world.accounts.create(
        newAccount(grant('advisor', at('porvoo')), grant('booking-agent', of('kela'))),
        await world.deed(owner),
      );
      expect(account.grants.map(({ role }) => role).toSorted()).toEqual(['advisor', 'booking-agent']);
      expect(oneTimePassword.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
      const row = await store().read((manager) => manager.findOneByOrFail(AccountEntity, { id: account.id }));
      expect(JSON.stringify(row)).not.toContain(oneTimePassword.password);
      expect(await world.traces(account.id)).toEqual(['account.created', 'grant.given', 'grant.given']);
    });

    it('a user name that is taken makes nothing at all', async () => {
      const taken = newAccount(grant('reporter', everything));
      await world.accounts.create(taken, await world.deed(owner));
      const count = () => store().read(async (manager) => [await manager.count(AccountEntity), await manager.count(GrantEntity)]);
      const before = await count();
      await expect(world.accounts.create(taken, await world.deed(owner))).rejects.toMatchObject({ code: 'user-name-taken' });
      expect(await count()).toEqual(before);
    });

    it.each<[string, [Role, Scope], [Role, Scope], string | null]>([
      ['an owner any role of people', ['owner', everything], ['maintainer', everything], null],
      ['an owner no role of devices', ['owner', everything], ['terminal', { kind: 'room', roomId: 'porvoo-1' }], 'grant-refused'],
      ['an owner no guest', ['owner', everything], ['guest', { kind: 'visit', visitId: newId() }], 'grant-refused'],
      ['an owner no expert of everything', ['owner', everything], ['expert', everything], 'grant-malformed'],
      ['an owner no advisor of a point that is none', ['owner', everything], ['advisor', at('atlantis')], 'grant-malformed'],
      ['an authority’s admin its experts', ['authority-admin', of('kela')], ['expert', of('kela')], null],
      ['an authority’s admin its booking agents', ['authority-admin', of('kela')], ['booking-agent', of('kela')], null],
      ['an authority’s admin its further admins', ['authority-admin', of('kela')], ['authority-admin', of('kela')], null],
      ['an authority’s admin no expert of another one', ['authority-admin', of('kela')], ['expert', of('vero')], 'grant-refused'],
      ['an authority’s admin no advisor', ['authority-admin', of('kela')], ['advisor', at('porvoo')], 'grant-refused'],
      ['an authority’s admin no owner', ['authority-admin', of('kela')], ['owner', everything], 'grant-refused'],
      ['a lead advisors of own points', ['lead', at('porvoo', 'imatra')], ['advisor', at('imatra')], null],
      ['a lead booking agents of own points', ['lead', at('porvoo')], ['booking-agent', at('porvoo')], null],
      ['a lead nobody at a point besides', ['lead', at('porvoo')], ['advisor', at('porvoo', 'imatra')], 'grant-refused'],
      ['a lead no booking agents of an authority', ['lead', at('porvoo')], ['booking-agent', of('kela')], 'grant-refused'],
      ['a lead no lead', ['lead', at('porvoo')], ['lead', at('porvoo')], 'grant-refused'],
      ['a maintainer nobody', ['maintainer', everything], ['maintainer', everything], 'grant-refused'],
      ['an expert nobody', ['expert', of('kela')], ['expert', of('kela')], 'grant-refused'],
    ])('gives: %s', async (_, own, wanted, code) => {
      const giver = await world.person('Antaja', own);
      const giving = world.accounts.create(newAccount(grant(...wanted)), await world.deed(giver));
      const outcome = await giving.then(
        ({ account }) => account.grants.map(({ role, scope }) => [role, scope]),
        (refusal: { code: string }) => refusal.code,
      );
      expect(outcome).toEqual(code ?? [wanted]);
    });

    it('nobody gives a role for longer than their own', async () => {
      const admin = await world.person('Pekka', ['authority-admin', of('kela'), { validTo: world.inDays(30) }]);
      const give = async (validTo: string | null) =>
        world.accounts.create(newAccount(grant('expert', of('kela'), { validTo })), await world.deed(admin));
      await expect(give(null)).rejects.toMatchObject({ code: 'grant-too-long' });
      await expect(give(world.inDays(31))).rejects.toMatchObject({ code: 'grant-too-long' });
      expect((await give(world.inDays(30))).account.grants).toHaveLength(1);
    });

    it('a role cannot end before it begins, nor in the past', async () => {
      const deed = await world.deed(owner);
      const give = (rest: Partial<NewGrant>) => world.accounts.create(newAccount(grant('reporter', everything, rest)), deed);
      await expect(give({ validTo: world.inDays(-1) })).rejects.toMatchObject({ code: 'grant-malformed' });
      await expect(give({ validFrom: world.inDays(2), validTo: world.inDays(1) })).rejects.toMatchObject({
        code: 'grant-malformed',
      });
    });

    it('an authority’s admin knows the people of that authority only, and only their roles there', async () => {
      const admin = await kelaAdmin();
      const both = await world.person('Kaarina', ['expert', of('kela')], ['expert', of('vero')]);
      const other = await world.person('Veikko', ['expert', of('vero')]);
      const ids = await listed(admin);
      expect(ids).toContain(both.id);
      expect(ids).toContain(admin.id);
      expect(ids).not.toContain(other.id);
      expect(ids).not.toContain(owner.id);
      const seen = (await world.accounts.listFor((await world.deed(admin)).by)).find(({ id }) => id === both.id);
      expect(seen).toMatchObject({ mayChange: false, grants: [{ role: 'expert', scope: of('kela') }] });
    });

    it('nobody takes over an account that may more than they could give', async () => {
      const admin = await kelaAdmin();
      const both = await world.person('Kaarina', ['expert', of('kela')], ['owner', everything]);
      const deed = await world.deed(admin);
      const changed = { name: 'x', userName: 'taken-over' };
      await expect(world.accounts.makeOneTimePassword(both.id, deed)).rejects.toMatchObject({ code: 'grant-refused' });
      await expect(world.accounts.change(both.id, changed, deed)).rejects.toMatchObject({ code: 'grant-refused' });
      await expect(world.accounts.close(both.id, deed)).rejects.toMatchObject({ code: 'grant-refused' });
      await expect(world.accounts.endSignIns(both.id, deed)).rejects.toMatchObject({ code: 'grant-refused' });
    });

    it('whoever lies outside one’s reach is not found, exactly as somebody who does not exist', async () => {
      const deed = await world.deed(await kelaAdmin());
      const other = await world.person('Veikko', ['expert', of('vero')]);
      for (const id of [other.id, newId()]) {
        await expect(world.accounts.close(id, deed)).rejects.toMatchObject({ code: 'not-found' });
        await expect(world.grants.giveTo(id, grant('expert', of('kela')), deed)).rejects.toMatchObject({ code: 'not-found' });
        await expect(world.grants.endOf(id, newId(), deed)).rejects.toMatchObject({ code: 'not-found' });
      }
    });

    it('a role that ends is gone with the very next request, and who watches is told', async () => {
      const account = await world.person('Kaarina', ['expert', of('kela')]);
      const request = await world.enter(account);
      const [own] = (await world.actor(request)).grants;
      world.told.splice(0);
      await world.grants.endOf(account.id, own?.id ?? '', await world.deed(owner));
      expect((await world.actor(request)).grants).toEqual([]);
      expect(world.told).toContain(account.id);
      expect(await world.traces(account.id)).toContain('grant.ended');
    });

    it('a closed account is out everywhere at once, without roles, and cannot be given any', async () => {
      const account = await world.person('Kaarina', ['expert', of('kela')]);
      const request = await world.enter(account);
      await world.signedIn.of(request);
      const deed = await world.deed(owner);
      const closed = await world.accounts.close(account.id, deed);
      expect(closed.closedAt).not.toBeNull();
      expect(await world.signedIn.of(request)).toEqual([]);
      expect(await world.signIns.of(account.id)).toEqual([]);
      await expect(world.grants.giveTo(account.id, grant('expert', of('kela')), deed)).rejects.toMatchObject({
        code: 'account-closed',
      });
      expect(await world.accounts.close(account.id, deed)).toEqual(closed);
    });

    it('the last owner stays', async () => {
      const rows = await store().read((manager) => manager.findBy(GrantEntity, { role: 'owner', accountId: owner.id }));
      const deed = await world.deed(owner);
      await store().write(async ({ manager }) => {
        for (const row of await manager.findBy(GrantEntity, { role: 'owner' }))
          if (row.accountId !== owner.id) await manager.update(GrantEntity, { id: row.id }, { validTo: world.clock.now() });
      });
      await expect(world.grants.endOf(owner.id, rows[0]?.id ?? '', deed)).rejects.toMatchObject({ code: 'last-owner' });
      await expect(world.accounts.close(owner.id, deed)).rejects.toMatchObject({ code: 'last-owner' });
      expect((await world.actor(await world.enter(owner))).grants).toHaveLength(1);
      await world.grants.giveTo((await kelaAdmin()).id, grant('owner', everything), deed);
      expect((await world.accounts.close(owner.id, deed)).closedAt).not.toBeNull();
    });
  });
});
