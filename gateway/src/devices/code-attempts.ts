import { minutes, seconds } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';

const longestWait = minutes(1);
const forgottenAfter = minutes(10);
/** Wrong codes of all people together, in ten minutes: far more than honest fingers make. */
const mostInAll = 200;

interface Failures {
  count: number;
  lastAtMs: number;
}

/** Eight letters can be guessed by a machine: each wrong code makes its person wait twice as long, and all of them together have a limit. */
@Injectable()
export class CodeAttempts {
  private readonly byPerson = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  /** @throws Refused `code-tried-too-often`, with how long to wait */
  check(personId: string): void {
    const nowMs = this.clock.monotonicMs();
    for (const [id, { lastAtMs }] of this.byPerson) if (nowMs - lastAtMs >= forgottenAfter) this.byPerson.delete(id);
    const { count, lastAtMs } = this.byPerson.get(personId) ?? { count: 0, lastAtMs: 0 };
    const waitMs = count < 2 ? 0 : Math.min(seconds(2 ** (count - 2)), longestWait) - (nowMs - lastAtMs);
    const inAll = [...this.byPerson.values()].reduce((sum, failures) => sum + failures.count, 0);
    const leftMs = inAll >= mostInAll ? longestWait : waitMs;
    if (leftMs > 0) throw new Refused('code-tried-too-often', { waitSeconds: Math.ceil(leftMs / seconds(1)) });
  }

  failed(personId: string): void {
    const count = (this.byPerson.get(personId)?.count ?? 0) + 1;
    this.byPerson.set(personId, { count, lastAtMs: this.clock.monotonicMs() });
  }

  succeeded(personId: string): void {
    this.byPerson.delete(personId);
  }
}
