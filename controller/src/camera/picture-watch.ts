import type { Milliseconds } from '@etapiste/protocol';

/** The small grey copy of a frame that the picture is judged by: its luma, row by row. */
export const grey = { columns: 64, rows: 36 } as const;

/** The simulated paper's timecode runs in the first row: its movement says nothing about the paper. */
const judgedFrom = grey.columns;
const judgedUntil = grey.columns * grey.rows;
/** Darker than this all over is black: a cap on the lens, or a dead sensor. */
const darkMean = 24;
/** Less spread than this is flat: something lies on the lens. */
const flatDeviation = 6;
/** A sample that moved by more than a sensor's noise. */
const movedBy = 16;
/** So long without movement, and the picture gets the badge *no movement*. A still paper is normal (DESIGN §6). */
const stillAfter: Milliseconds = 3_000;
/** So long the same bytes, and the camera is broken: a sensor is never without noise. */
const frozenAfter: Milliseconds = 3_000;

/** After so long the same bytes, a picture without movement may be a camera that hangs: nothing is said of it before that is known. */
const suspectAfter: Milliseconds = 1_500;

/** What the picture shows. */
export type PictureState = 'live' | 'no-movement' | 'black' | 'covered';

/**
 * Judges a camera by its frames. Movement is looked for in small grey copies; whether a camera only repeats its last buffer is
 * told by the bytes of whole frames. Until a frame has differed from the one before, nothing is proved. A picture that is black
 * or flat is said to be so and needs no proof: nobody can take it for a paper.
 */
export class PictureWatch {
  private first: Buffer | undefined;
  private still: Buffer | undefined;
  private movedAtMs: Milliseconds = 0;
  private whole: { readonly checksum: number; readonly sinceMs: Milliseconds } | undefined;
  private state: PictureState = 'live';
  private hasChanged = false;

  constructor(private readonly isNoiseless: boolean) {}

  /** Whether the picture may be shown. */
  get isProved(): boolean {
    return this.first !== undefined && (this.isNoiseless || this.hasChanged || this.isUniform);
  }

  /** The state after this frame's small grey copy. */
  look(small: Buffer, nowMs: Milliseconds): PictureState {
    this.first ??= Buffer.from(small.subarray(0, judgedUntil));
    if (!this.hasChanged) this.hasChanged = this.first.compare(small, 0, judgedUntil) !== 0;
    if (!this.still || hasMoved(this.still, small)) {
      this.still = Buffer.from(small.subarray(0, judgedUntil));
      this.movedAtMs = nowMs;
    }
    const isStill = nowMs - this.movedAtMs >= stillAfter && !this.isSuspect(nowMs);
    return (this.state = shows(small) ?? (isStill ? 'no-movement' : 'live'));
  }

  /** Whether the camera repeats one buffer, after a whole frame with this checksum. */
  isFrozen(checksum: number, nowMs: Milliseconds): boolean {
    if (this.whole && this.whole.checksum !== checksum) this.hasChanged = true;
    if (this.whole?.checksum !== checksum) this.whole = { checksum, sinceMs: nowMs };
    return !this.isNoiseless && !this.isUniform && nowMs - this.whole.sinceMs >= frozenAfter;
  }

  private isSuspect(nowMs: Milliseconds): boolean {
    return !this.isNoiseless && this.whole !== undefined && nowMs - this.whole.sinceMs >= suspectAfter;
  }

  private get isUniform(): boolean {
    return this.state === 'black' || this.state === 'covered';
  }
}

function shows(small: Buffer): 'black' | 'covered' | undefined {
  let [sum, squares] = [0, 0];
  for (let at = judgedFrom; at < judgedUntil; at++) {
    const value = small[at] ?? 0;
    sum += value;
    squares += value * value;
  }
  const count = judgedUntil - judgedFrom;
  const mean = sum / count;
  if (mean < darkMean) return 'black';
  return Math.sqrt(Math.max(0, squares / count - mean * mean)) < flatDeviation ? 'covered' : undefined;
}

function hasMoved(before: Buffer, now: Buffer): boolean {
  for (let at = judgedFrom; at < judgedUntil; at++) {
    if (Math.abs((before[at] ?? 0) - (now[at] ?? 0)) > movedBy) return true;
  }
  return false;
}
