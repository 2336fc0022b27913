import type { Milliseconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';

/** A timer that comes so late was held up: this process has not listened either. */
const ownLateness: Milliseconds = 300;

/**
 * Barks when it has not been fed for so long. One that was itself held up (a stopped process, a machine that slept) does not
 * know what it has missed, and waits once more.
 */
export class Watchdog {
  private timer: Timer | undefined;

  constructor(
    private readonly bark: () => void,
    private readonly clock: Clock,
  ) {}

  feed(patience: Milliseconds): void {
    this.stop();
    const dueMs = this.clock.monotonicMs() + patience;
    this.timer = this.clock.after(patience, () => {
      if (this.clock.monotonicMs() - dueMs > ownLateness) this.feed(patience);
      else this.bark();
    });
  }

  stop(): void {
    this.timer?.cancel();
  }
}
