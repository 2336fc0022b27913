/** How many frames one page may send: a burst while it connects, then a trickle. */
const burst = 80;
const perSecond = 20;

/** A bucket of leave to speak that fills with time. */
export class FrameRate {
  private left = burst;
  private readAtMs: number;

  constructor(private readonly monotonicMs: () => number) {
    this.readAtMs = monotonicMs();
  }

  /** Takes leave for one frame; false when there is none left. */
  take(): boolean {
    const now = this.monotonicMs();
    this.left = Math.min(burst, this.left + ((now - this.readAtMs) / 1000) * perSecond);
    this.readAtMs = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
