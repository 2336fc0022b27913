import { minutes } from '@etapiste/protocol';
import { hash } from '@node-rs/argon2';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { onBothStores } from '../testing/test-stores.js';
import { AccountEntity } from './account.entity.js';
import { at, browser, everything, password, peopleEntities, PeopleWorld } from './people.world.test-kit.js';
import { SignInLimits } from './sign-in-limits.js';

const home = { from: '192.0.2.1', agent: 'Firefox' };
const elsewhere = { from: '198.51.100.7', agent: 'Firefox' };

describe('signing in by password', () => {
  onBothStores(peopleEntities, (store) => {
    let world: PeopleWorld;
    beforeEach(async () => {
      world = await PeopleWorld.make(store());
    });
    const enter = (account: AccountEntity, given = password, client = home, device = 'a-new-browser') =>
      world.passwords.signIn({ userName: account.userName ?? '', password: given }, client, device);
    const guess = async (account: AccountEntity, times: number, client = home) => {
      for (let tried = 0; tried < times; tried++) await enter(account, 'wrong', client).catch(() => undefined);
    };
    const change = (account: AccountEntity, values: Partial<AccountEntity>) =>
      store().write(({ manager }) => manager.update(AccountEntity, { id: account.id }, values));

    it('lets in by the right password, and traces both that and a wrong one', async () => {
      const account = await world.person('Aino');
      await expect(enter(account, 'wrong')).rejects.toMatchObject({ code: 'sign-in-failed' });
      expect(await world.signedIn.of(browser(await enter(account)))).toMatchObject([{ id: account.id }]);
      expect(await world.traces(account.id)).toEqual(['sign-in.failed', 'sign-in.succeeded']);
    });

    it('lets nobody in whose account is closed or of a demo, whatever the password', async () => {
      const [closed, ofDemo] = [await world.person('Aino'), await world.person('Eero')];
      await change(closed, { closedAt: world.clock.now() });
      await change(ofDemo, { isDemo: true });
      for (const account of [closed, ofDemo]) await expect(enter(account)).rejects.toMatchObject({ code: 'sign-in-failed' });
    });

    it('slows guessing down for that account at that address, and for nobody else', async () => {
      const [guessed, colleague] = [await world.person('Aino'), await world.person('Eero')];
      await enter(guessed, password, home, 'her-own-browser');
      await guess(guessed, 5);
      await expect(enter(guessed)).rejects.toMatchObject({ code: 'sign-in-slowed', extra: { retryAfterSeconds: 15 } });
      expect(await enter(colleague)).toBeTruthy();
      expect(await enter(guessed, password, elsewhere)).toBeTruthy();
      expect(await enter(guessed, password, home, 'her-own-browser')).toBeTruthy();
    });

    it('still slows guessing down by a hub that has been restarted, and lets others and known browsers in', async () => {
      const [guessed, colleague] = [await world.person('Aino'), await world.person('Eero')];
      await enter(guessed, password, home, 'her-own-browser');
      await guess(guessed, 5, elsewhere);
      world = await PeopleWorld.make(store(), world.clock);
      await world.passwords.start();
      await expect(enter(guessed, password, elsewhere)).rejects.toMatchObject({
        code: 'sign-in-slowed',
        extra: { retryAfterSeconds: 15 },
      });
      expect(await enter(colleague, password, elsewhere)).toBeTruthy();
      expect(await enter(guessed, password, home, 'her-own-browser')).toBeTruthy();
      world.clock.pass(minutes(61));
      world = await PeopleWorld.make(store(), world.clock);
      await world.passwords.start();
      expect(await enter(guessed, password, elsewhere)).toBeTruthy();
    });

    it('forgets what was mistyped once the password was right', async () => {
      const account = await world.person('Aino');
      for (let day = 0; day < 3; day++) {
        await guess(account, 4);
        expect(await enter(account)).toBeTruthy();
      }
    });

    it('looks at no more guesses when they come all at once', async () => {
      const account = await world.person('Aino');
      const guesses = Array.from({ length: 20 }, () => enter(account, 'wrong').catch((error: { code: string }) => error.code));
      const codes = await Promise.all(guesses);
      expect(codes.filter((code) => code === 'sign-in-failed')).toHaveLength(5);
      expect(codes.filter((code) => code === 'sign-in-slowed')).toHaveLength(15);
    });

    it('gives an old hash today’s parameters when its password is typed', async () => {
      const account = await world.person('Aino');
      await change(account, { passwordHash: await hash(password, { memoryCost: 8_192, timeCost: 1 }) });
      await enter(account);
      const { passwordHash } = await store().read((manager) => manager.findOneByOrFail(AccountEntity, { id: account.id }));
      expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(await enter(account)).toBeTruthy();
    });

    it('by a one-time password leads to choosing an own one, and to nothing else until then', async () => {
      const [owner, account] = [
        await world.person('Olga', ['owner', everything]),
        await world.person('Aino', ['advisor', at('porvoo')]),
      ];
      const old = await world.enter(account);
      const oneTime = await world.accounts.makeOneTimePassword(account.id, await world.deed(owner));
      expect(await world.signedIn.of(old)).toEqual([]);
      const request = browser(await enter(account, oneTime.password));
      const deed = { by: await world.actor(request), from: null };
      expect(deed.by.grants).toEqual([]);
      const next = 'polku harava torstai ikkuna';
      await world.passwords.change(account.id, { current: oneTime.password, next }, deed);
      expect((await world.actor(request)).grants.map(({ role }) => role)).toEqual(['advisor']);
      await expect(enter(account, oneTime.password)).rejects.toMatchObject({ code: 'sign-in-failed' });
      expect(await enter(account, next)).toBeTruthy();
    });

    it('by a one-time password is possible for five days', async () => {
      const [owner, account] = [await world.person('Olga', ['owner', everything]), await world.person('Aino')];
      const oneTime = await world.accounts.makeOneTimePassword(account.id, await world.deed(owner));
      world.clock.pass(minutes(5 * 24 * 60));
      await expect(enter(account, oneTime.password)).rejects.toMatchObject({ code: 'sign-in-failed' });
    });

    it('with a new password ends every other sign-in, and the old password is of no use', async () => {
      const account = await world.person('Aino');
      const [here, there] = [await world.enter(account), await world.enter(account)];
      const deed = { by: await world.actor(here), from: null };
      const next = 'polku harava torstai ikkuna';
      await expect(world.passwords.change(account.id, { current: 'wrong', next }, deed)).rejects.toMatchObject({
        code: 'password-wrong',
      });
      expect(await world.signedIn.of(there)).toHaveLength(1);
      await world.passwords.change(account.id, { current: password, next }, deed);
      expect(await world.signedIn.of(here)).toHaveLength(1);
      expect(await world.signedIn.of(there)).toEqual([]);
      await expect(enter(account)).rejects.toMatchObject({ code: 'sign-in-failed' });
    });

    it('refuses a new password that is easy to guess, or made of the person’s own names', async () => {
      const account = await world.person('Annikki Esimerkkilä');
      const deed = await world.deed(account);
      for (const next of ['password1234', 'aaaaaaaaaaaaaaaa', 'annikki esimerkkilä', 'qwertyuiop123', 'etäpiste2026'])
        await expect(world.passwords.change(account.id, { current: password, next }, deed)).rejects.toMatchObject({
          code: 'password-too-easy',
        });
    });
  });
});

describe('slowing down', () => {
  let limits: SignInLimits;
  beforeAll(() => {
    limits = new SignInLimits();
  });

  it('holds back who tries many accounts from one line, but not browsers that are known there', async () => {
    const attempt = (number: number, host: string, knownDevice?: string) =>
      limits.take({ userName: `person-${number}`, from: `2001:db8:0:1::${host}`, knownDevice });
    for (let number = 0; number < 60; number++) await attempt(number, String(number));
    await expect(attempt(100, 'ffff')).rejects.toMatchObject({ code: 'sign-in-slowed' });
    await expect(attempt(101, '1', 'known')).resolves.toBeUndefined();
    await expect(limits.take({ userName: 'x', from: '2001:db8:0:2::1', knownDevice: undefined })).resolves.toBeUndefined();
  });

  it('lets a whole office in behind one address on Monday morning', async () => {
    for (let number = 0; number < 200; number++) {
      const attempt = { userName: `office-${number}`, from: '192.0.2.200', knownDevice: undefined };
      await expect(limits.take(attempt)).resolves.toBeUndefined();
      await limits.succeeded(attempt);
    }
  });
});

describe('an unknown user name', () => {
  it('takes as long to be refused as a wrong password', async () => {
    const { checkPassword, hashOfPassword } = await import('./passwords.js');
    const known = await hashOfPassword(password);
    const time = async (of: string | null) => {
      const began = performance.now();
      expect(await checkPassword(of, 'wrong')).toMatchObject({ isRight: false });
      return performance.now() - began;
    };
    await time(null);
    const rounds: [number, number][] = [];
    for (let round = 0; round < 7; round++) rounds.push([await time(null), await time(known)]);
    const middle = (values: number[]) => values.toSorted((a, b) => a - b)[3] ?? 0;
    // Without the work of hashing it would be a thousandth; half is told apart from noise.
    expect(middle(rounds.map(([unknown]) => unknown)) / middle(rounds.map(([, wrong]) => wrong))).toBeGreaterThan(0.5);
  });
});
