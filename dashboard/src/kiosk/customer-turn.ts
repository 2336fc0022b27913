import { minutes, seconds, type Milliseconds } from '@etapiste/protocol';
import type { Moment } from './moment.js';

/** Nobody has touched the screen for so long: whoever chose larger text has gone, or reads no more. */
export const untouchedMs = minutes(2);
/** An occupancy sensor may be wrong for a moment, and a reader sits still: the room must be vacant and the screen left alone. */
export const vacantMs = seconds(30);

/** What the end of a customer's turn follows from. */
export interface TurnKnown {
  readonly moment: Moment;
  /** Since when the room has been vacant, in milliseconds ago; undefined while it is not, or nobody knows. */
  readonly vacantForMs: Milliseconds | undefined;
}

/**
 * Whose screen it is: text size, contrast and language are one customer's choices, and the next one must not find them.
 * A turn never ends while a call is under way. It ends when the screen has told the end of a call and nobody has touched it
 * since; when the room is vacant; or when nobody has touched a quiet screen for two minutes.
 */
export class CustomerTurn {
  /** The last touch, or the last moment at which a call was under way: from then on nobody has needed the screen. */
  private neededMs: Milliseconds;
  private endToldMs: Milliseconds | undefined;

  /** By a clock that never jumps (`performance.now`). */
  constructor(private readonly monotonicMs: () => Milliseconds) {
    this.neededMs = monotonicMs();
  }

  touch(): void {
    this.neededMs = this.monotonicMs();
  }

  /** Ask often: what has been on the screen in between counts. */
  isOver({ moment, vacantForMs }: TurnKnown): boolean {
    const nowMs = this.monotonicMs();
    if (isCallOpen(moment)) {
      this.neededMs = nowMs;
      this.endToldMs = undefined;
      return false;
    }
    if (moment.kind === 'ended') {
      this.endToldMs ??= nowMs;
      return false;
    }
    const unneededMs = nowMs - this.neededMs;
    const isEndTold = this.endToldMs !== undefined && this.neededMs <= this.endToldMs;
    this.endToldMs = undefined;
    const isVacant = vacantForMs !== undefined && Math.min(vacantForMs, unneededMs) >= vacantMs;
    return isEndTold || isVacant || unneededMs >= untouchedMs;
  }
}

const isCallOpen = (moment: Moment): boolean =>
  moment.kind === 'calling' || (moment.kind === 'offline' && moment.own !== 'nothing');
