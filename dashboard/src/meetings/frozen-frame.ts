/**
 * A frame kept on the screen while the live picture goes on. It lives in one canvas of this page and nowhere else: it is never
 * read back, stored or sent, and forgetting frees it at once.
 */
export class FrozenFrame {
  /** When it was taken; undefined while there is none. */
  at: Date | undefined;
  private canvas: HTMLCanvasElement | undefined;

  /** Takes what the video shows now; false when it shows nothing. */
  take(video: HTMLVideoElement, canvas: HTMLCanvasElement, now: Date): boolean {
    const { videoWidth, videoHeight } = video;
    const context = canvas.getContext('2d');
    if (!context || videoWidth === 0) return false;
    canvas.width = videoWidth;
    canvas.height = videoHeight;
    context.drawImage(video, 0, 0);
    this.canvas = canvas;
    this.at = now;
    return true;
  }

  forget(): void {
    this.at = undefined;
    if (!this.canvas) return;
    // A canvas without size has no pixels.
    this.canvas.width = 0;
    this.canvas.height = 0;
    this.canvas = undefined;
  }
}
