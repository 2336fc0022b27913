import type { SimulatedCameraMode } from '@etapiste/protocol';
import { frameBytes, lumaBytes, picture } from './picture.js';
import { restoreBelow, type Place, type Sprite } from './sprite.js';
import { drawTimecode } from './timecode.js';

const blackLuma = 16;
const coveredLuma = 90;
const noColour = 128;
const handTop = 330;
const handLeft = 420;
const handWaysX = 300;
const handWaysY = 60;
const wavesPerSecond = { x: 0.16, y: 0.43 } as const;

/** What a paper is made of: the desk with the paper as an I420 frame, and the hand over it. */
export interface PaperPictures {
  readonly paper: Buffer;
  readonly hand: Sprite;
}

/**
 * Draws what a simulated document camera sees: a paper, a hand that moves over it, and a timecode. Always the same buffer,
 * drawn over: whoever takes a frame copies it.
 */
export class SimulatedPaper {
  private readonly frame: Buffer;
  /** From this row on the frame differs from the plain paper. */
  private touchedFrom: number = picture.height;

  constructor(private readonly pictures: PaperPictures) {
    this.frame = Buffer.alloc(frameBytes);
    pictures.paper.copy(this.frame);
  }

  /** The next frame, or `undefined` when the camera gives none. `freeze` repeats the last one, timecode and all. */
  next(mode: SimulatedCameraMode, nowMs: number): Buffer | undefined {
    switch (mode) {
      case 'paper':
        return this.draw(nowMs, handPlace(nowMs));
      case 'still':
        return this.draw(nowMs, undefined);
      case 'freeze':
        return this.frame;
      case 'black':
        this.touchedFrom = 0;
        return this.frame.fill(blackLuma, 0, lumaBytes).fill(noColour, lumaBytes);
      case 'covered':
        this.touchedFrom = 0;
        drawTimecode(this.frame.fill(coveredLuma, 0, lumaBytes).fill(noColour, lumaBytes), nowMs);
        return this.frame;
      default:
        return undefined;
    }
  }

  private draw(nowMs: number, hand: Place | undefined): Buffer {
    restoreBelow(this.frame, this.pictures.paper, this.touchedFrom);
    this.touchedFrom = hand?.y ?? picture.height;
    if (hand) this.pictures.hand.draw(this.frame, hand);
    drawTimecode(this.frame, nowMs);
    return this.frame;
  }
}

function handPlace(nowMs: number): Place {
  const wave = (perSecond: number) => (Math.sin((nowMs / 1000) * perSecond * 2 * Math.PI) + 1) / 2;
  const even = (value: number) => 2 * Math.round(value / 2);
  return {
    x: Math.min(even(handLeft + handWaysX * wave(wavesPerSecond.x)), picture.width),
    y: even(handTop + handWaysY * wave(wavesPerSecond.y)),
  };
}
