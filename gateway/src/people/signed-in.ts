import { seconds, type Grant } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { AccountEntity } from './account.entity.js';
import { Actors, type Actor } from '../rights/index.js';
import { GrantEntity } from './grant.entity.js';
import { toGrant, validAt } from './grant.view.js';
import { PeopleBook } from './people-book.js';
import { SignInCookies, type CarriedSignIn } from './sign-in-cookies.js';
import { SignInEntity } from './sign-in.entity.js';
import { SignIns } from './sign-ins.service.js';
import { hashOfToken } from './tokens.js';

/** What is known of a living sign-in. */
interface Known {
  readonly signIn: SignInEntity;
  /** Null for a terminal. */
  readonly account: AccountEntity | null;
  readonly grants: readonly Grant[];
  readonly readAtMs: number;
  /** Something has changed since: to be read again before it is believed. Until then it only tells when time ends it. */
  isOld: boolean;
  /** Who acts by it, for as long as time changes nothing in that. */
  judged?: { readonly actor: Actor | undefined; readonly fromMs: number; readonly untilMs: number };
}

/** What is known of a sign-in that lives now, and who acts by it. */
interface Living {
  readonly known: Known;
  readonly actor: Actor;
}

/** Somebody who is signed in by the browser that asks. */
export interface PersonHere {
  readonly actor: Actor;
  readonly signIn: SignInEntity;
  readonly account: AccountEntity;
}

/** So long at most a hub goes by what it has read, should it have missed another hub's word. */
const trustedMs = seconds(5);
/** Uses are written down once a minute at most. */
const usedMs = seconds(60);
const watchMs = seconds(1);

/**
 * Finds who sent a request: by the tokens in its cookies, as the store knows them, at the hub's own time. Also tells when time
 * alone ends something: a role that runs out, a sign-in that nobody uses.
 */
@Injectable()
export class SignedIn extends Actors {
  private readonly known = new Map<string, Known>();
  /** What was last said of each sign-in, to notice what time changes. */
  private readonly said = new Map<string, string>();
  private readonly listeners: ((actorId: string) => void)[] = [];
  /** Grows with each change: what was being read meanwhile may be old already. */
  private changes = 0;
  private watch: NodeJS.Timeout | undefined;
  private readonly log: Log;

  constructor(
    private readonly book: PeopleBook,
    private readonly signIns: SignIns,
    private readonly cookies: SignInCookies,
    private readonly clock: Clock,
    log: Log,
  ) {
    super();
    this.log = log.child({ feature: 'people' });
    book.onChange((actorId) => this.forget(actorId));
  }

  start(): void {
    this.watch = setInterval(() => this.judgeByTime(), watchMs);
  }

  stop(): void {
    clearInterval(this.watch);
  }

  async of(request: Parameters<Actors['of']>[0]): Promise<readonly Actor[]> {
    const { people, terminals } = this.cookies.all(request);
    const actors = (await this.peopleBy(people)).map(({ actor }) => actor);
    for (const [roomId, token] of terminals) {
      const terminal = await this.find(token, roomId);
      if (terminal) actors.push(terminal.actor);
    }
    return actors;
  }

  /** The people behind a request, who came last first: one, but for the demo, whose understudies come after all others. */
  people(request: Parameters<Actors['of']>[0]): Promise<readonly PersonHere[]> {
    return this.peopleBy(this.cookies.all(request).people);
  }

  /** Whose living sign-in a token is. */
  async personOf(token: string): Promise<PersonHere | undefined> {
    return (await this.peopleBy([{ token, isUnderstudy: false }]))[0];
  }

  onChange(listener: (actorId: string) => void): void {
    this.listeners.push(listener);
  }

  /** Tells of everybody for whom time has changed something since the last look. */
  judgeByTime(): void {
    for (const known of this.known.values()) {
      const { id } = known.signIn;
      const before = this.said.get(id);
      const now = this.fingerprint(known);
      if (before === now) continue;
      this.said.set(id, now);
      if (now === '') this.drop(known);
      if (before !== undefined || now === '') this.tell(actorIdOf(known.signIn));
    }
  }

  private async peopleBy(carried: readonly CarriedSignIn[]): Promise<PersonHere[]> {
    const people: { readonly person: PersonHere; readonly order: readonly [number, number] }[] = [];
    for (const { token, isUnderstudy } of carried) {
      const found = await this.find(token, null);
      if (!found?.known.account) continue;
      const { signIn, account } = found.known;
      const order = [isUnderstudy ? 1 : 0, -signIn.createdAt.getTime()] as const;
      people.push({ person: { signIn, account, actor: found.actor }, order });
    }
    return people.toSorted((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]).map(({ person }) => person);
  }

  /** @param roomId that the terminal's cookie names, or null for a person's */
  private async find(token: string, roomId: string | null): Promise<Living | undefined> {
    const hash = hashOfToken(token);
    const known = this.remembered(hash) ?? (await this.read(hash));
    const actor = known?.signIn.roomId === roomId ? this.actorNow(known) : undefined;
    if (!known || !actor) return undefined;
    if (!this.said.has(known.signIn.id)) this.said.set(known.signIn.id, this.fingerprint(known));
    if (this.isUseNews(known.signIn)) await this.use(known.signIn);
    return { known, actor };
  }

  private remembered(hash: string): Known | undefined {
    const kept = this.known.get(hash);
    return kept && !kept.isOld && this.clock.monotonicMs() - kept.readAtMs < trustedMs ? kept : undefined;
  }

  private async read(hash: string): Promise<Known | undefined> {
    const kept = this.known.get(hash);
    const [changes, readAtMs] = [this.changes, this.clock.monotonicMs()];
    const read = await this.book.read(async (manager) => {
      const signIn = await manager.findOneBy(SignInEntity, { hash });
      if (!signIn || this.signIns.isOver(signIn, this.clock.now())) return undefined;
      const { accountId } = signIn;
      if (!accountId) return { signIn, account: null, grants: [], readAtMs, isOld: false };
      const account = await manager.findOneByOrFail(AccountEntity, { id: accountId });
      const grants = (await manager.findBy(GrantEntity, { accountId })).map(toGrant);
      return { signIn, account, grants, readAtMs, isOld: false };
    });
    if (!read && kept) this.drop(kept);
    if (!read) return undefined;
    const known = { ...read, isOld: changes !== this.changes };
    this.known.set(hash, known);
    return known;
  }

  private isUseNews({ lastUsedAt }: SignInEntity): boolean {
    return lastUsedAt.getTime() <= this.clock.now().getTime() - usedMs;
  }

  private async use(signIn: SignInEntity): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - usedMs);
    signIn.lastUsedAt = now;
    await this.book.write(({ manager }) =>
      manager.update(SignInEntity, { id: signIn.id, lastUsedAt: LessThanOrEqual(before) }, { lastUsedAt: now }),
    );
  }

  /** Who acts by a sign-in at this moment, `undefined` when it is over: judged anew whenever time can have changed it. */
  private actorNow(known: Known): Actor | undefined {
    const nowMs = this.clock.now().getTime();
    const { judged } = known;
    if (judged && judged.fromMs <= nowMs && nowMs < judged.untilMs) return judged.actor;
    const actor = this.fingerprint(known) === '' ? undefined : this.toActor(known);
    const beginningsAndEnds = known.grants.flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? validFrom]).map(Date.parse);
    const changesAtMs = [this.signIns.endsAtMs(known.signIn), ...beginningsAndEnds].filter((atMs) => atMs > nowMs);
    known.judged = { actor, fromMs: nowMs, untilMs: Math.min(...changesAtMs, Number.POSITIVE_INFINITY) };
    return actor;
  }

  private toActor(known: Known): Actor {
    const { signIn, account } = known;
    const grants = this.validNow(known);
    if (account) return { kind: 'person', id: account.id, name: account.name, signInId: signIn.id, grants };
    return { kind: 'terminal', id: actorIdOf(signIn), name: signIn.roomId ?? '', signInId: signIn.id, grants };
  }

  /** A one-time password opens nothing but the way to an own one. */
  private validNow({ signIn, account, grants }: Known): readonly Grant[] {
    if (account) return account.oneTimeUntil ? [] : validAt(grants, this.clock.now());
    const scope = { kind: 'room', roomId: signIn.roomId ?? '' } as const;
    return [{ id: signIn.id, role: 'terminal', scope, validFrom: signIn.createdAt.toISOString(), validTo: null }];
  }

  /** Empty when the sign-in lives no more. */
  private fingerprint(known: Known): string {
    if (this.signIns.isOver(known.signIn, this.clock.now()) || known.account?.closedAt) return '';
    return `living ${this.validNow(known)
      .map(({ id }) => id)
      .join(' ')}`;
  }

  private forget(actorId: string | undefined): void {
    this.changes++;
    const affected = [...this.known.values()].filter(({ signIn }) => actorId === undefined || actorIdOf(signIn) === actorId);
    // Whoever is still there is read anew; whoever has signed out would be kept until the sign-in had ended by time.
    for (const known of affected) this.drop(known);
    const actorIds = new Set([...affected.map(({ signIn }) => actorIdOf(signIn)), ...(actorId ? [actorId] : [])]);
    for (const id of actorIds) this.tell(id);
  }

  private drop({ signIn }: Known): void {
    this.known.delete(signIn.hash);
    this.said.delete(signIn.id);
  }

  private tell(actorId: string): void {
    for (const listener of this.listeners) listener(actorId);
    this.log.debug({ actor: actorId }, 'what somebody may do has changed');
  }
}

const actorIdOf = ({ accountId, terminalId }: SignInEntity): string => accountId ?? terminalId ?? '';
