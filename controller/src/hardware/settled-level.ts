import type { Milliseconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';

/**
 * A contact that bounces, made quiet: a level counts once it has stood for `stableFor`; a shorter pulse never was. For drivers whose
 * kernel or firmware does not do this (facts/hardware.md §1.4).
 */
export class SettledLevel {
  private settling: Timer | undefined;
  private raw: boolean;
  private sinceMs: Milliseconds = 0;

  constructor(
    private settled: boolean,
    private readonly stableFor: Milliseconds,
    private readonly onSettled: (isActive: boolean, sinceMs: Milliseconds) => void,
    private readonly clock: Clock,
  ) {
    this.raw = settled;
  }

  /** The contact is read, at any time and as often as one likes. */
  read(isActive: boolean, atMs: Milliseconds): void {
    if (isActive === this.raw) return;
    this.raw = isActive;
    this.sinceMs = atMs;
    this.settling?.cancel();
    if (isActive !== this.settled) this.settling = this.clock.after(this.stableFor, () => this.settle());
  }

  stop(): void {
    this.settling?.cancel();
  }

  private settle(): void {
    this.settled = this.raw;
    this.onSettled(this.settled, this.sinceMs);
  }
}
