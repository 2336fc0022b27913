import type { Milliseconds } from '@etapiste/protocol';

/** How the encoder spends what the line carries. */
export interface RatePlan {
  readonly kbps: number;
  readonly framesPerSecond: number;
  /** The encoder's rate buffer: a keyframe is never a longer burst than this, at this rate. */
  readonly vbv: Milliseconds;
  /** How often a keyframe must come where nobody can ask for one. */
  readonly keyframeEvery: Milliseconds;
  /** Keyframes that somebody asks for are this far apart at least. */
  readonly keyframesApart: Milliseconds;
}

/** Below so many kbit/s at most so many frames a second. */
const steps = [
  { below: 80, framesPerSecond: 5 },
  { below: 150, framesPerSecond: 10 },
  { below: 300, framesPerSecond: 15 },
] as const;
const shortestVbv: Milliseconds = 120;
/** Longer, and print is readable sooner after a keyframe; shorter, and sound waits less. The line is half taken by us: half as long. */
const vbvFrames = 5.4;
const keyframeFrames = 60;
/** From here on print is sharp again within a frame or two of a keyframe: who joins or has lost a packet need not wait for the next. */
const wideKbps = 1_000;
const apart = { wide: 300, thin: 1_000 } as const;

/**
 * On a thin line the paper moves less often and stays as sharp as it was (EN 301 549 §6.5): 15, then 10, never under 5 frames a
 * second. The size of the picture is never reduced: print that cannot be read is worth nothing, at any frame rate.
 */
export function ratePlan(kbps: number, cameraFramesPerSecond: number): RatePlan {
  const most = steps.find(({ below }) => kbps < below)?.framesPerSecond ?? cameraFramesPerSecond;
  const framesPerSecond = Math.min(most, cameraFramesPerSecond);
  const ofFrames = (count: number): Milliseconds => Math.round((count * 1000) / framesPerSecond);
  return {
    kbps,
    framesPerSecond,
    vbv: Math.max(shortestVbv, ofFrames(vbvFrames)),
    keyframeEvery: ofFrames(keyframeFrames),
    keyframesApart: kbps >= wideKbps ? apart.wide : apart.thin,
  };
}
