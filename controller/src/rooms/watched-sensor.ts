import { minutes, type Milliseconds, type OccupancyState } from '@etapiste/protocol';

/** When a sensor that can be reached is not believed any more (PEERS 47). */
export interface Patience {
  /** Motion without end for so long is a sensor that hangs. */
  readonly stuckAfter: Milliseconds;
  /** So long without a word may be an empty room, or a sensor that died. */
  readonly silentAfter: Milliseconds;
}

export const usualPatience: Patience = { stuckAfter: minutes(8 * 60), silentAfter: minutes(24 * 60) };

/** `away`: it cannot be reached. Only what a `trusted` sensor says counts. */
export type Trust = 'away' | 'warming-up' | 'trusted' | 'stuck' | 'silent';

/** What one sensor has said, and how far it is believed. All times are CLOCK_MONOTONIC, and never go back. */
export class WatchedSensor {
  private state: OccupancyState = 'unknown';
  /** When it last said something new, and when it came up. */
  private saidMs: Milliseconds = 0;
  private upMs: Milliseconds = 0;
  /** The end of the last believed motion before the present state. */
  private earlierMotionMs: Milliseconds = -Infinity;

  constructor(
    private readonly warmUp: Milliseconds,
    private readonly patience: Patience,
  ) {}

  say(state: OccupancyState, atMs: Milliseconds): void {
    if (state === this.state) return;
    this.earlierMotionMs = this.motionMs(atMs);
    if (this.state === 'unknown') this.upMs = atMs;
    this.state = state;
    this.saidMs = atMs;
  }

  trust(atMs: Milliseconds): Trust {
    if (this.state === 'unknown') return 'away';
    if (atMs < this.readyMs) return 'warming-up';
    if (atMs < this.doubtedMs) return 'trusted';
    return this.state === 'occupied' ? 'stuck' : 'silent';
  }

  /** The last moment of motion that is believed: now, while it lasts; `-Infinity` when there was none. */
  motionMs(atMs: Milliseconds): Milliseconds {
    const fromMs = Math.max(this.saidMs, this.readyMs);
    const untilMs = Math.min(atMs, this.doubtedMs);
    return this.state === 'occupied' && fromMs <= untilMs ? untilMs : this.earlierMotionMs;
  }

  /** Since when it has been watching a room without motion, to be believed; `Infinity` while it has not. */
  quietMs(atMs: Milliseconds): Milliseconds {
    return this.state === 'vacant' && this.trust(atMs) === 'trusted' ? Math.max(this.saidMs, this.readyMs) : Infinity;
  }

  /** Motion without end, or silence although somebody was there after its last word: then a person should look at it. */
  isBroken(atMs: Milliseconds, somebodyMs: Milliseconds): boolean {
    const trust = this.trust(atMs);
    return trust === 'stuck' || (trust === 'silent' && somebodyMs > this.saidMs);
  }

  /** Moments at which something else may become true without another word, given the hold. */
  turns(hold: Milliseconds): Milliseconds[] {
    const { readyMs, doubtedMs } = this;
    return [this.earlierMotionMs + hold, readyMs, doubtedMs, doubtedMs + hold, Math.max(this.saidMs, readyMs) + hold];
  }

  private get readyMs(): Milliseconds {
    return this.upMs + this.warmUp;
  }

  private get doubtedMs(): Milliseconds {
    const { stuckAfter, silentAfter } = this.patience;
    return this.saidMs + (this.state === 'occupied' ? stuckAfter : silentAfter);
  }
}
