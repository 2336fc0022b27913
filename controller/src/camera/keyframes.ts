import { seconds, type Milliseconds } from '@etapiste/protocol/duration';
import type { Clock, Timer } from '../clock/index.js';

/** How much farther apart they are on a line that loses them. */
const lossy = 2;
/** A line on which nobody has asked again for so long is calm. */
const calmAfter = seconds(10);

/**
 * Gives keyframes to who asks, and never many: they are what a lossy line carries worst, and answering every request stops it for
 * good (FACTS). As far apart as the rate wants; twice as far after somebody asked again soon after one, because then it was lost.
 * What is asked too early is given later, once.
 */
export class Keyframes {
  private givenAtMs = -Infinity;
  private lostAtMs = -Infinity;
  private waiting: Timer | undefined;

  constructor(
    private readonly give: () => void,
    private readonly apart: () => Milliseconds,
    private readonly clock: Clock,
  ) {}

  get sinceMs(): Milliseconds {
    return this.clock.monotonicMs() - this.givenAtMs;
  }

  ask(): void {
    if (this.waiting) return;
    const nowMs = this.clock.monotonicMs();
    const { sinceMs } = this;
    const apart = this.apart();
    const spacing = nowMs - this.lostAtMs < calmAfter ? apart * lossy : apart;
    if (sinceMs < apart * lossy) this.lostAtMs = nowMs;
    if (sinceMs >= spacing) return this.giveNow();
    this.waiting = this.clock.after(spacing - sinceMs, () => {
      this.waiting = undefined;
      this.giveNow();
    });
  }

  private giveNow(): void {
    this.givenAtMs = this.clock.monotonicMs();
    this.give();
  }
}
