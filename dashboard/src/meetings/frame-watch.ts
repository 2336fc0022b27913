import { seconds, type Milliseconds } from '@etapiste/protocol';

/** Without a new frame for this long a picture is not live (DESIGN §6). */
export const freshForMs: Milliseconds = seconds(1.5);

/**
 * Watches a video element for frames that it has really decoded and shown: neither the hub nor the room can know what this page
 * sees. `frames` only grows; a frame that is shown twice counts once.
 */
export class FrameWatch {
  frames = 0;
  private lastFrameAtMs = Number.NEGATIVE_INFINITY;
  private callback: number | undefined;

  constructor(
    private readonly video: HTMLVideoElement,
    /** Called from each frame. */
    private readonly onFrame: () => void,
  ) {}

  start(): void {
    this.next();
  }

  stop(): void {
    if (this.callback !== undefined) this.video.cancelVideoFrameCallback(this.callback);
  }

  /** Whether the last frame is new enough to be called live. */
  isFresh(nowMs = performance.now()): boolean {
    return nowMs - this.lastFrameAtMs < freshForMs;
  }

  /** Milliseconds since the last frame; endless before the first. */
  ageMs(nowMs = performance.now()): Milliseconds {
    return nowMs - this.lastFrameAtMs;
  }

  private next(): void {
    this.callback = this.video.requestVideoFrameCallback(() => {
      this.next();
      // Chromium draws one black frame, which nobody sent, where a track has ended.
      if (!this.hasLivingTrack) return;
      this.frames += 1;
      this.lastFrameAtMs = performance.now();
      this.onFrame();
    });
  }

  private get hasLivingTrack(): boolean {
    const { srcObject } = this.video;
    return srcObject instanceof MediaStream && srcObject.getVideoTracks().some(({ readyState }) => readyState === 'live');
  }
}
