import { lampBeats, type LampPattern } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { Lamp } from './hardware.js';

/** Plays the patterns on a lamp that can only be lit or dark. */
export class PatternLamp implements Lamp {
  private pattern: LampPattern = 'dark';
  private beat: Timer | undefined;

  constructor(
    private readonly light: (isLit: boolean) => void,
    private readonly clock: Clock,
  ) {}

  show(pattern: LampPattern): void {
    if (pattern === this.pattern) return;
    this.pattern = pattern;
    this.play();
  }

  /** Plays the pattern from its beginning: after the lamp was away nobody knows what it shows. */
  play(): void {
    this.step(0);
  }

  /** The light stays as it is. */
  pause(): void {
    this.beat?.cancel();
  }

  private step(index: number): void {
    this.beat?.cancel();
    const beats = lampBeats[this.pattern];
    this.light(beats.length > 0 && index % 2 === 0);
    const duration = beats[index];
    if (duration === undefined || beats.length === 1) return;
    this.beat = this.clock.after(duration, () => this.step((index + 1) % beats.length));
  }
}
