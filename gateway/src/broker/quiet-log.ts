import { minutes } from '@etapiste/protocol';
import type { Log } from '../log/log.js';
import type { Clock } from '../time/clock.js';

const quietMs = minutes(1);

interface Spoken {
  readonly atMs: number;
  unsaid: number;
}

/**
 * Says each kind of trouble once, then at most once a minute with how often it was not said: a hostile or broken client
 * must not fill the disk. Kinds come from our own words, so their number is bounded.
 */
export class QuietLog {
  private readonly spoken = new Map<string, Spoken>();

  constructor(
    private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  warn(kind: string, fields: Readonly<Record<string, unknown>>, sentence: string): void {
    const nowMs = this.clock.monotonicMs();
    const last = this.spoken.get(kind);
    if (last && nowMs - last.atMs < quietMs) {
      last.unsaid += 1;
      return;
    }
    this.spoken.set(kind, { atMs: nowMs, unsaid: 0 });
    this.log.warn({ ...fields, unsaid: last?.unsaid ?? 0 }, sentence);
  }
}

/** Text from outside, cut to a length that fits a log line, without control characters. */
export const shown = (text: string): string => text.slice(0, 200).replaceAll(/\p{Cc}/gu, '?');
