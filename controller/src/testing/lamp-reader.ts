import { lampBeats, lampPattern, type LampPattern, type Milliseconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';

interface Stretch {
  readonly isLit: boolean;
  readonly forMs: Milliseconds;
}

const lookEvery: Milliseconds = 8;
const longestBeat = Math.max(...Object.values(lampBeats).flat());

/** An eye on a lamp that can only be lit or dark: it tells the pattern from how long the lamp was lit and dark. */
export class LampReader {
  private readonly stretches: Stretch[] = [];
  private isLit: boolean;
  private sinceMs: Milliseconds;
  private readonly looking: Timer;

  /** `speed`: how much faster than by the table the lamp is played. */
  constructor(
    private readonly look: () => boolean,
    private readonly speed: number,
    private readonly clock: Clock,
  ) {
    this.isLit = look();
    this.sinceMs = clock.monotonicMs();
    this.looking = clock.every(lookEvery, () => this.see());
  }

  stop(): void {
    this.looking.cancel();
  }

  /** The pattern of the last whole round; undefined while it is none. */
  get pattern(): LampPattern | undefined {
    const isSteady = (this.clock.monotonicMs() - this.sinceMs) * this.speed > longestBeat * 1.2;
    if (isSteady) return this.isLit ? 'shown' : 'dark';
    const longestFirst = lampPattern.options.toSorted((a, b) => lampBeats[b].length - lampBeats[a].length);
    return longestFirst.find((pattern) => this.isRoundOf(lampBeats[pattern]));
  }

  private see(): void {
    const isLit = this.look();
    if (isLit === this.isLit) return;
    const nowMs = this.clock.monotonicMs();
    this.stretches.push({ isLit: this.isLit, forMs: (nowMs - this.sinceMs) * this.speed });
    this.isLit = isLit;
    this.sinceMs = nowMs;
  }

  /** One round, from wherever in it the eye began. An emulated machine is late at times: the tolerance is wide. */
  private isRoundOf(beats: readonly Milliseconds[]): boolean {
    const round = this.stretches.slice(-beats.length);
    if (beats.length < 2 || round.length < beats.length) return false;
    return beats.some((_, turn) =>
      round.every(({ isLit, forMs }, index) => {
        const beat = (index + turn) % beats.length;
        const wanted = beats[beat] as Milliseconds;
        return isLit === (beat % 2 === 0) && Math.abs(forMs - wanted) < 0.3 * wanted + 100;
      }),
    );
  }
}
