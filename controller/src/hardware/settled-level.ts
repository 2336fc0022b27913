import type { Milliseconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';

/** A timer that is so late tells that the event loop was busy: what the contact did meanwhile still waits to be read. */
const late: Milliseconds = 5;
/** Long enough to read it. */
const catchingUp: Milliseconds = 20;

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
    if (isActive !== this.settled) this.settling = this.clock.after(this.stableFor, () => this.stood());
  }

  stop(): void {
    this.settling?.cancel();
  }

  private stood(): void {
    const isLate = this.clock.monotonicMs() > this.sinceMs + this.stableFor + late;
    if (isLate) this.settling = this.clock.after(catchingUp, () => this.settle());
    else this.settle();
  }

  private settle(): void {
    this.settled = this.raw;
    this.onSettled(this.settled, this.sinceMs);
  }
}
