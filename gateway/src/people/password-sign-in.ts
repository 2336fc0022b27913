import type { AuditAction } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { AuditEntryEntity, AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { Config } from '../config/config.js';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';
import { AccountEntity } from './account.entity.js';
import type { Client } from './client.js';
import { refuseEasyPassword } from './password-rules.js';
import { checkPassword, hashOfPassword } from './passwords.js';
import { announceActor, PeopleBook } from './people-book.js';
import { SignInEntity } from './sign-in.entity.js';
import { longestMemoryMs, SignInLimits } from './sign-in-limits.js';
import { SignIns } from './sign-ins.service.js';
import { hashOfToken } from './tokens.js';

interface Credentials {
  readonly userName: string;
  readonly password: string;
}

/** The local way in, for small sites: user name and password. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly book: PeopleBook,
    private readonly signIns: SignIns,
    private readonly limits: SignInLimits,
    private readonly trail: AuditTrail,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Before anybody can try: guesses of before the restart still count. */
  async start(): Promise<void> {
    const now = this.clock.now();
    const attempts = await this.book.read(async (manager) => {
      const rows = await manager.find(AuditEntryEntity, {
        where: {
          what: In(['sign-in.failed', 'sign-in.succeeded'] satisfies AuditAction[]),
          actorKind: 'person',
          at: MoreThan(new Date(now.getTime() - longestMemoryMs)),
        },
        order: { number: 'ASC' },
      });
      const ids = [...new Set(rows.map(({ actorId }) => actorId).filter((id) => id !== null))];
      const accounts = new Map((await manager.findBy(AccountEntity, { id: In(ids) })).map(({ id, userName }) => [id, userName]));
      return rows.map(({ what, at, from, actorId }) => ({
        isRight: what === 'sign-in.succeeded',
        at,
        from,
        userName: accounts.get(actorId ?? '') ?? '',
      }));
    });
    await this.limits.recount(attempts, now);
  }

  /**
   * @param device the browser's own mark
   * @returns the token of the new sign-in
   * @throws Refused `sign-in-failed`, the same whatever was wrong; `sign-in-slowed`
   */
  async signIn({ userName, password }: Credentials, client: Client, device: string): Promise<string> {
    const deviceHash = hashOfToken(device);
    const account = await this.book.read((manager) => manager.findOneBy(AccountEntity, { userName }));
    const isKnown = account !== null && (await this.isKnownDevice(account.id, deviceHash));
    const attempt = { userName, from: client.from, knownDevice: isKnown ? deviceHash : undefined };
    await this.limits.take(attempt);
    const { isRight, isWeak } = await checkPassword(account?.passwordHash ?? null, password);
    if (!account || !isRight || !this.mayComeIn(account)) {
      await this.traceFailure(account, client);
      throw new Refused('sign-in-failed');
    }
    await this.limits.succeeded(attempt);
    const passwordHash = isWeak ? await hashOfPassword(password) : account.passwordHash;
    return this.book.write(async (transaction) => {
      const { manager } = transaction;
      const now = await manager.findOneByOrFail(AccountEntity, { id: account.id });
      // Somebody closed the account or replaced the password since it was read.
      if (now.passwordHash !== account.passwordHash || !this.mayComeIn(now)) throw new Refused('sign-in-failed');
      if (isWeak) await manager.update(AccountEntity, { id: now.id }, { passwordHash });
      return this.signIns.open(transaction, now, { client, method: 'password', deviceHash });
    });
  }

  /**
   * The person's own password, also in place of a one-time one; every other sign-in of the account ends.
   * @throws Refused `password-wrong`, `password-too-easy`, `sign-in-slowed`
   */
  async change(accountId: string, { current, next }: { current: string; next: string }, deed: Deed): Promise<void> {
    const account = await this.book.read((manager) => manager.findOneByOrFail(AccountEntity, { id: accountId }));
    const attempt = { userName: accountId, from: deed.from, knownDevice: deed.by.signInId };
    await this.limits.take(attempt);
    const { isRight } = await checkPassword(account.passwordHash, current);
    if (!isRight) throw new Refused('password-wrong');
    await this.limits.succeeded(attempt);
    await refuseEasyPassword(next, [account.name, account.userName ?? '', current]);
    const passwordHash = await hashOfPassword(next);
    await this.book.write(async (transaction) => {
      const { manager } = transaction;
      const where = { id: accountId, passwordHash: account.passwordHash ?? '' };
      const { affected } = await manager.update(AccountEntity, where, { passwordHash, oneTimeUntil: null });
      if (affected !== 1) throw new Refused('password-wrong');
      const subject = { kind: 'account', id: accountId };
      await this.trail.record(manager, { ...traceOf(deed), what: 'account.changed', subject, details: { password: 'own' } });
      await this.signIns.revokeAll(transaction, accountId, deed, deed.by.signInId);
      announceActor(transaction, accountId);
    });
  }

  /** A one-time password opens the door once: a sign-in by it leads only to choosing an own one. */
  private mayComeIn({ closedAt, oneTimeUntil, isDemo }: AccountEntity): boolean {
    return !closedAt && (!oneTimeUntil || this.clock.now() < oneTimeUntil) && (!isDemo || this.config.isDemo);
  }

  private async isKnownDevice(accountId: string, deviceHash: string): Promise<boolean> {
    return this.book.read((manager: EntityManager) => manager.existsBy(SignInEntity, { accountId, deviceHash }));
  }

  /** What was typed is not written down when it is nobody's: people type passwords there by mistake. */
  private async traceFailure(account: AccountEntity | null, client: Client): Promise<void> {
    await this.book.write(({ manager }) =>
      this.trail.record(manager, {
        what: 'sign-in.failed',
        actor: { kind: 'person', id: account?.id ?? null, name: account?.name ?? '' },
        from: client.from,
        why: null,
        subject: null,
        details: { method: 'password', agent: client.agent },
      }),
    );
  }
}
