import { newId, seconds, type Milliseconds } from '@etapiste/protocol';

/** What the hub made of one sending of a press; `unanswered` when nobody, or nobody who could, answered. */
export type PressAnswer =
  | { readonly kind: 'stored'; readonly callId: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unanswered' };

/** How far the press of this screen has come. `sinceMs` is by the page's monotonic clock. */
export type PressState =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending'; readonly sinceMs: Milliseconds }
  | { readonly kind: 'stored'; readonly callId: string; readonly sinceMs: Milliseconds }
  | { readonly kind: 'refused'; readonly sinceMs: Milliseconds };

/** What outlives a reload of the page until the hub has answered. */
export interface KeptPress {
  readonly id: string;
  /** The browser's wall clock, for words only: the hub is never told a time of ours. */
  readonly pressedAt: string;
}

/** Where a press meets the outside. Times are milliseconds by a clock that never jumps (`performance.now`). */
export interface PressOutside {
  ask(press: { readonly id: string; readonly ageMs: Milliseconds | null }): Promise<PressAnswer>;
  keep(press: KeptPress | undefined): void;
  monotonicMs(): Milliseconds;
  now(): Date;
  /** Calls once after a pause; answers with what calls it off. */
  after(pauseMs: Milliseconds, then: () => void): () => void;
  changed(): void;
}

interface Press {
  readonly id: string;
  /** Null after a reload: the age of the press is then unknown, and the hub rings (DESIGN §3.7). */
  readonly closedAtMs: Milliseconds | null;
}

const longestPauseMs = seconds(5);

/** Half a second before the second sending, twice as long before each further one, never more than five. */
export const pauseBefore = (sending: number): Milliseconds => Math.min(seconds(0.5) * 2 ** (sending - 2), longestPauseMs);

/**
 * The press of *Kutsu palveluneuvoja*: its id is made here, at once, and the press is sent again until the hub answers
 * that very id (DESIGN §3.2). One press at a time; a repeat meanwhile changes nothing.
 */
export class ResendingPress {
  state: PressState = { kind: 'none' };
  private press: Press | undefined;
  private isAsking = false;
  private sendings = 0;
  private callOff: (() => void) | undefined;

  constructor(private readonly outside: PressOutside) {}

  /** A finger on the button. */
  make(): void {
    if (this.state.kind === 'sending') return;
    const closedAtMs = this.outside.monotonicMs();
    const id = newId();
    this.outside.keep({ id, pressedAt: this.outside.now().toISOString() });
    this.begin({ id, closedAtMs }, closedAtMs);
  }

  /** The page was loaded again while its press was unanswered. */
  resume(kept: KeptPress): void {
    const waitedMs = Math.max(0, this.outside.now().getTime() - new Date(kept.pressedAt).getTime());
    this.begin({ id: kept.id, closedAtMs: null }, this.outside.monotonicMs() - waitedMs);
  }

  /** The hub has just been heard: no reason to wait for the end of a pause. */
  hurry(): void {
    if (this.state.kind === 'sending') void this.send();
  }

  /** The call is over, or known from elsewhere: this screen has no press any more. */
  forget(): void {
    this.stop();
    this.outside.keep(undefined);
    this.settle({ kind: 'none' });
  }

  stop(): void {
    this.callOff?.();
    this.callOff = undefined;
    this.press = undefined;
  }

  private begin(press: Press, sinceMs: Milliseconds): void {
    this.stop();
    this.press = press;
    this.sendings = 0;
    this.settle({ kind: 'sending', sinceMs });
    void this.send();
  }

  private async send(): Promise<void> {
    const { press } = this;
    if (!press || this.isAsking) return;
    this.callOff?.();
    this.isAsking = true;
    this.sendings += 1;
    const ageMs = press.closedAtMs === null ? null : Math.max(0, this.outside.monotonicMs() - press.closedAtMs);
    const answer = await this.outside.ask({ id: press.id, ageMs });
    this.isAsking = false;
    if (this.press !== press) {
      // Another press was made while this one was being asked about: its own sending had to wait.
      void this.send();
      return;
    }
    if (answer.kind === 'unanswered') {
      this.callOff = this.outside.after(pauseBefore(this.sendings + 1), () => void this.send());
      return;
    }
    this.press = undefined;
    this.outside.keep(undefined);
    this.settle({ ...answer, sinceMs: this.outside.monotonicMs() });
  }

  private settle(state: PressState): void {
    this.state = state;
    this.outside.changed();
  }
}
