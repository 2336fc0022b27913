import { seconds, type Milliseconds } from '@etapiste/protocol';

/** Shorter than what makes a picture not live: a filter must go before it could cover the picture. */
const windowMs: Milliseconds = seconds(1);
const mostLost = 0.4;
/** So few are lost by chance. */
const lostByChance = 2;

/**
 * Whether this machine draws the frames as they come. Where there is no graphics processor a filter can take so long that most
 * frames are thrown away undrawn; no filter is worth that.
 */
export class DrawingPace {
  private from: { readonly came: number; readonly drawn: number; readonly atMs: number } | undefined;

  /** With the numbers of frames that came and that were drawn until now; true when too many of the last second's were lost. */
  fallsBehind(came: number, drawn: number, nowMs: number): boolean {
    const { from } = this;
    if (from && nowMs - from.atMs < windowMs) return false;
    this.from = { came, drawn, atMs: nowMs };
    if (!from) return false;
    const lost = came - from.came - (drawn - from.drawn);
    return lost > Math.max(lostByChance, (came - from.came) * mostLost);
  }

  /** Begins anew: what came until now says nothing of what comes. */
  restart(): void {
    this.from = undefined;
  }
}
