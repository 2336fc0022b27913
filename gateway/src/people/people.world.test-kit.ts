import { minutes, newId, type NewGrant, type Role, type Scope } from '@etapiste/protocol';
import { AuditEntryEntity, StoreAuditTrail, type Deed } from '../audit/index.js';
import type { Config } from '../config/config.js';
import type { Store } from '../database/store.js';
import { createLog } from '../log/log.js';
import { PointEntity, PolicyEntity, Register, RoomEntity, Seed } from '../points/index.js';
import { TestClock } from '../testing/test-clock.js';
import { AccountEntity } from './account.entity.js';
import { Accounts } from './accounts.service.js';
import type { Actor } from '../rights/index.js';
import { GrantEntity } from './grant.entity.js';
import { Grants } from './grants.service.js';
import { PasswordSignIn } from './password-sign-in.js';
import { hashOfPassword } from './passwords.js';
import { PeopleBook } from './people-book.js';
import { SignInCookies } from './sign-in-cookies.js';
import { SignInEntity } from './sign-in.entity.js';
import { SignInLimits } from './sign-in-limits.js';
import { SignedIn } from './signed-in.js';
import { SignIns } from './sign-ins.service.js';

export const peopleEntities = [PointEntity, RoomEntity, PolicyEntity, AccountEntity, GrantEntity, SignInEntity, AuditEntryEntity];

export const everything: Scope = { kind: 'everything' };
export const at = (...pointIds: string[]): Scope => ({ kind: 'points', pointIds });
export const of = (authorityId: string): Scope => ({ kind: 'authority', authorityId });

/** The password of everybody here. */
export const password = 'kahvi sukset ratikka lumi';
/** Hashing takes time on purpose: once for all. */
const passwordHash = hashOfPassword(password);

/** A hub's people without wires: real store, real trail, a clock that tests move. */
export class PeopleWorld {
  readonly config = { publicUrl: 'http://127.0.0.1:8080', signIn: { idleMs: minutes(60), absoluteMs: minutes(720) } } as Config;
  readonly book: PeopleBook;
  readonly signIns: SignIns;
  readonly signedIn: SignedIn;
  readonly grants: Grants;
  readonly accounts: Accounts;
  readonly limits = new SignInLimits();
  readonly passwords: PasswordSignIn;
  /** Of whom it was told that something changed. */
  readonly told: string[] = [];

  private constructor(
    readonly store: Store,
    register: Register,
    readonly clock: TestClock,
  ) {
    const trail = new StoreAuditTrail(clock);
    const log = createLog('silent');
    this.book = new PeopleBook(store);
    this.signIns = new SignIns(this.book, trail, this.config, clock);
    this.signedIn = new SignedIn(this.book, this.signIns, new SignInCookies(this.config), clock, log);
    this.signedIn.onChange((actorId) => this.told.push(actorId));
    this.grants = new Grants(this.book, register, trail, clock);
    this.accounts = new Accounts(this.book, this.grants, this.signIns, trail, clock);
    this.passwords = new PasswordSignIn(this.book, this.signIns, this.limits, trail, this.config, clock);
  }

  static async make(store: Store, clock = new TestClock()): Promise<PeopleWorld> {
    const register = new Register(store, clock, createLog('silent'));
    await new Seed(store, { extraRooms: 0 } as Config).plant();
    await register.load();
    return new PeopleWorld(store, register, clock);
  }

  /** Somebody with roles, made directly; `password` lets them in. */
  async person(name: string, ...grants: [Role, Scope, Partial<NewGrant>?][]): Promise<AccountEntity> {
    const account: AccountEntity = {
      id: newId(),
      name,
      userName: `${newId()}@example.org`,
      passwordHash: await passwordHash,
      oneTimeUntil: null,
      issuer: null,
      subject: null,
      isDemo: false,
      createdAt: this.clock.now(),
      closedAt: null,
    };
    await this.store.write(async ({ manager }) => {
      await manager.insert(AccountEntity, account);
      for (const [role, scope, { validFrom, validTo } = {}] of grants)
        await manager.insert(GrantEntity, {
          id: newId(),
          accountId: account.id,
          role,
          scope,
          validFrom: validFrom ? new Date(validFrom) : this.clock.now(),
          validTo: validTo ? new Date(validTo) : null,
          isFromProvider: false,
        });
    });
    return account;
  }

  /** Comes in. @returns the head of the requests that this person's browser sends from now on */
  async enter(account: AccountEntity): Promise<Browser> {
    const opening = { client: { from: '192.0.2.1', agent: 'Firefox' }, method: 'password' } as const;
    return browser(await this.book.write((transaction) => this.signIns.open(transaction, account, opening)));
  }

  async actor(request: Browser): Promise<Actor> {
    const [actor] = await this.signedIn.of(request);
    if (!actor) throw new Error('nobody is signed in');
    return actor;
  }

  /** Somebody who acts. */
  async deed(account: AccountEntity): Promise<Deed> {
    return { by: await this.actor(await this.enter(account)), from: '192.0.2.1' };
  }

  /** What the trail says of a subject or an actor, oldest first. */
  async traces(id: string): Promise<string[]> {
    const rows = await this.store.read((manager) => manager.find(AuditEntryEntity, { order: { number: 'ASC' } }));
    return rows.filter(({ actorId, subjectId }) => actorId === id || subjectId === id).map(({ what }) => what);
  }

  inDays(days: number): string {
    return new Date(this.clock.now().getTime() + minutes(days * 24 * 60)).toISOString();
  }
}

/** The head of a browser's requests. */
export interface Browser {
  readonly headers: { readonly cookie: string };
}

export const browser = (token: string): Browser => ({ headers: { cookie: `etapiste-sign-in=${token}` } });
