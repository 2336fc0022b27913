import { seconds } from '@etapiste/protocol';

/** So much at once, and so much each second for ever (a token bucket). */
export class Pace {
  private left: number;
  private atMs: number;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    nowMs: number,
  ) {
    this.left = burst;
    this.atMs = nowMs;
  }

  /** Whether this much more is still within the pace. */
  takes(count: number, nowMs: number): boolean {
    this.left = Math.min(this.burst, this.left + ((nowMs - this.atMs) * this.perSecond) / seconds(1));
    this.atMs = nowMs;
    this.left -= count;
    return this.left >= 0;
  }
}
