import type { Milliseconds } from '@etapiste/protocol';
import { picture } from './picture.js';
import { timecodeStrip } from './timecode.js';

const columns = 64;
const rows = 36;
/** A picture darker than this all over is black: a covered lens, or a dead sensor. */
const darkMean = 24;
/** So long without any change, and the picture gets the badge *no movement*. A still paper is normal (DESIGN §6). */
const stillAfter: Milliseconds = 3_000;

/** What a small grey copy of the picture tells about it. */
export type PictureState = 'live' | 'no-movement' | 'black';

/** Looks at some points of each frame, below the timecode, and says whether the picture is black or stands still. */
export class PictureWatch {
  private last: Buffer = Buffer.alloc(columns * rows);
  private changedAtMs: Milliseconds | undefined;

  /** The state after this I420 frame. */
  look(frame: Buffer, nowMs: Milliseconds): PictureState {
    const grey = sample(frame);
    if (this.changedAtMs === undefined || !grey.equals(this.last)) this.changedAtMs = nowMs;
    this.last = grey;
    if (meanOf(grey) < darkMean) return 'black';
    return nowMs - this.changedAtMs >= stillAfter ? 'no-movement' : 'live';
  }
}

function sample(frame: Buffer): Buffer {
  const grey = Buffer.alloc(columns * rows);
  const top = timecodeStrip.height;
  for (let row = 0; row < rows; row++) {
    const y = top + Math.floor(((row + 0.5) * (picture.height - top)) / rows);
    for (let column = 0; column < columns; column++) {
      const x = Math.floor(((column + 0.5) * picture.width) / columns);
      grey[row * columns + column] = frame[y * picture.width + x] ?? 0;
    }
  }
  return grey;
}

const meanOf = (grey: Buffer): number => grey.reduce((sum, value) => sum + value, 0) / grey.length;
