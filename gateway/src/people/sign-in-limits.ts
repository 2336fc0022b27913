import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refused } from '../http/refused.js';

/** Who tries to sign in. */
export interface Attempt {
  readonly userName: string;
  readonly from: string | null;
  /** Of a browser by which this very account came in before. */
  readonly knownDevice: string | undefined;
}

/** An attempt that the audit trail remembers. `userName` is empty where nobody has the name that was typed. */
export interface PastAttempt {
  readonly isRight: boolean;
  readonly at: Date;
  readonly userName: string;
  readonly from: string | null;
}

/** So long ago attempts may still count. */
export const longestMemoryMs = 86_400_000;

interface Rule {
  /** Wrong attempts that cost nothing. */
  readonly free: number;
  /** The first pause after them; each further wrong attempt doubles it. */
  readonly pauseSeconds: number;
  readonly longestSeconds: number;
  /** Counted from the first wrong attempt. */
  readonly forgottenSeconds: number;
}

/** Somebody who mistypes; somebody who guesses one account from one place. */
const ofPair: Rule = { free: 5, pauseSeconds: 15, longestSeconds: 900, forgottenSeconds: 3_600 };
/** Guessing at one account from everywhere. Browsers that the account knows are not held back. */
const ofAccount: Rule = { free: 30, pauseSeconds: 15, longestSeconds: 300, forgottenSeconds: 86_400 };
/** Guessing at many accounts from one place, behind which a whole office may sit: generous, and known browsers pass. */
const ofAddress: Rule = { free: 60, pauseSeconds: 15, longestSeconds: 300, forgottenSeconds: 900 };

/** Counts wrong attempts under a key, and makes each one after the free ones wait longer. */
class Slowdown {
  private readonly wrong: RateLimiterMemory;
  private readonly pauses: RateLimiterMemory;

  constructor(
    keyPrefix: string,
    private readonly rule: Rule,
  ) {
    this.wrong = new RateLimiterMemory({ keyPrefix, points: Number.MAX_SAFE_INTEGER, duration: rule.forgottenSeconds });
    this.pauses = new RateLimiterMemory({ keyPrefix, points: 0, duration: 1 });
  }

  /** Seconds until the next attempt; 0 = now. */
  async waitSeconds(key: string): Promise<number> {
    const pause = await this.pauses.get(key);
    return pause ? Math.ceil(Math.max(0, pause.msBeforeNext) / 1_000) : 0;
  }

  async count(key: string): Promise<void> {
    const { free, pauseSeconds, longestSeconds } = this.rule;
    const tooMany = (await this.wrong.penalty(key)).consumedPoints - free;
    if (tooMany >= 0) await this.pauses.block(key, Math.min(longestSeconds, pauseSeconds * 2 ** tooMany));
  }

  /** Counts attempts of earlier again, the oldest first, as if this had been here then. */
  async recount(key: string, at: readonly Date[], now: Date): Promise<void> {
    const { free, pauseSeconds, longestSeconds, forgottenSeconds } = this.rule;
    const counted = at.filter((each) => now.getTime() - each.getTime() < forgottenSeconds * 1_000);
    const last = counted.at(-1);
    if (!last) return;
    const tooMany = (await this.wrong.penalty(key, counted.length)).consumedPoints - free;
    const pause = Math.min(longestSeconds, pauseSeconds * 2 ** tooMany) - (now.getTime() - last.getTime()) / 1_000;
    if (tooMany >= 0 && pause > 0) await this.pauses.block(key, pause);
  }

  /** The attempt was right: as if it had not been counted. */
  async takeBack(key: string): Promise<void> {
    await this.wrong.reward(key);
    await this.pauses.delete(key);
  }

  async forget(key: string): Promise<void> {
    await this.wrong.delete(key);
    await this.pauses.delete(key);
  }
}

/** A line's own 64 bits of IPv6, and IPv4 whole: who has a line has all addresses of it. */
const placeOf = (from: string | null): string => {
  if (!from || !ipaddr.isValid(from)) return '';
  const address = ipaddr.process(from);
  return address instanceof ipaddr.IPv6 ? address.parts.slice(0, 4).join(':') : address.toString();
};

/**
 * Slows guessing down without locking anybody out (ADR 16). Counted by each hub in its own memory: several hubs let somebody
 * guess several times as often, still hopelessly little. A hub that starts counts again what the audit trail knows (ADR 21).
 */
@Injectable()
export class SignInLimits {
  private readonly pair = new Slowdown('pair', ofPair);
  private readonly account = new Slowdown('account', ofAccount);
  private readonly address = new Slowdown('address', ofAddress);
  /** One decision at a time: attempts that come at once cannot all be the fifth. */
  private queue: Promise<unknown> = Promise.resolve();

  /**
   * Counts an attempt as wrong until it is told to be right.
   * @throws Refused `sign-in-slowed` with `retryAfterSeconds`
   */
  take(attempt: Attempt): Promise<void> {
    const turn = this.queue.then(() => this.decide(attempt));
    this.queue = turn.catch(() => {
      // The caller is told by `turn`; the queue itself goes on.
    });
    return turn;
  }

  /** The attempt that was taken was right. */
  async succeeded(attempt: Attempt): Promise<void> {
    const [first, ...others] = this.keysOf(attempt);
    await first.by.forget(first.key);
    for (const { by, key } of others) await by.takeBack(key);
  }

  /** What all hubs saw before this one started, the oldest first: whoever makes a hub restart gains nothing. */
  async recount(attempts: readonly PastAttempt[], now: Date): Promise<void> {
    const wrong = new Map<string, Counted & { at: Date[] }>();
    for (const { isRight, at, userName, from } of attempts) {
      const [pair, ...others] = this.keysOf({ userName, from, knownDevice: undefined });
      if (isRight) wrong.delete(`pair ${pair.key}`);
      else
        for (const [kind, counted] of [['pair', pair], ...others.map((each, n) => [String(n), each] as const)] as const) {
          const row = wrong.get(`${kind} ${counted.key}`) ?? { ...counted, at: [] };
          row.at.push(at);
          wrong.set(`${kind} ${counted.key}`, row);
        }
    }
    for (const { by, key, at } of wrong.values()) if (key.trim() !== '') await by.recount(key, at, now);
  }

  private async decide(attempt: Attempt): Promise<void> {
    const keys = this.keysOf(attempt);
    const waits = await Promise.all(keys.map(({ by, key }) => by.waitSeconds(key)));
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds > 0) throw new Refused('sign-in-slowed', { retryAfterSeconds });
    for (const { by, key } of keys) await by.count(key);
  }

  private keysOf({ userName, from, knownDevice }: Attempt): [Counted, ...Counted[]] {
    if (knownDevice) return [{ by: this.pair, key: `${userName} ${knownDevice}` }];
    const place = placeOf(from);
    return [
      { by: this.pair, key: `${userName} ${place}` },
      { by: this.account, key: userName },
      { by: this.address, key: place },
    ];
  }
}

interface Counted {
  readonly by: Slowdown;
  readonly key: string;
}
