const comeWithinMs = 120_000;

/**
 * What a page saw of a picture's timecode (controller/src/camera/timecode.ts).
 * @typedef {object} Seen
 * @property {number[]} delaysMs from the drawing of a frame by the simulated camera to its callback in the page
 * @property {number} frames that came and were decoded meanwhile, on the screen or not
 * @property {number} framesPerSecond that came on the screen
 */

/**
 * Lets a page watch frames until so many have told when the camera drew them, by the clock that page and camera share on one
 * machine.
 * @param {import('playwright-core').Locator} video
 * @param {number} count
 * @returns {Promise<Seen>}
 * @throws {Error} when so many frames with a timecode do not come
 */
export const watchTimecodes = (video, count) => video.evaluate(readTimecodes, /** @type {const} */ ([count, comeWithinMs]));

/**
 * Runs in the page. Of each frame only two rows of its luma are looked at, in the middle of the strip: 24 blocks over the middle
 * three fifths of the width, 16 bits of the time in milliseconds, then 8 of its check.
 * @param {HTMLElement | SVGElement} element
 * @param {readonly [count: number, withinMs: number]} wanted
 * @returns {Promise<Seen>}
 */
async function readTimecodes(element, [count, withinMs]) {
  const video = /** @type {HTMLVideoElement} */ (element);
  const decoded = () => video.getVideoPlaybackQuality().totalVideoFrames;
  /** @type {() => Promise<{ at: number, frame: VideoFrame }>} */
  const nextFrame = () =>
    new Promise((resolve) => {
      video.requestVideoFrameCallback(() => resolve({ at: Date.now(), frame: new VideoFrame(video) }));
    });
  const madeAt = async (/** @type {VideoFrame} */ frame) => {
    const { width, height } = /** @type {DOMRectReadOnly} */ (frame.visibleRect);
    const rect = { x: 0, y: 2 * Math.round(height / 288), width, height: 2 };
    const rows = new Uint8Array(frame.allocationSize({ rect }));
    await frame.copyTo(rows, { rect });
    frame.close();
    const bits = Array.from({ length: 24 }, (_, block) => rows[Math.floor(width / 5 + ((block + 0.5) * width) / 40)] ?? 0);
    const code = bits.reduce((sum, luma) => sum * 2 + (luma > 128 ? 1 : 0), 0);
    const time = code >> 8;
    return (((time >> 8) ^ time ^ 0x5a) & 0xff) === (code & 0xff) ? time : undefined;
  };
  /** @type {number[]} */
  const delaysMs = [];
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`only ${delaysMs.length} frames of ${count} came`)), withinMs);
  });
  const [startedAt, decodedBefore] = [performance.now(), decoded()];
  let shown = 0;
  let coming = nextFrame();
  while (delaysMs.length < count) {
    const { at, frame } = await Promise.race([coming, late]);
    shown += 1;
    coming = nextFrame();
    const made = await madeAt(frame);
    if (made !== undefined) delaysMs.push((at - made) & 0xffff);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  return { delaysMs, frames: decoded() - decodedBefore, framesPerSecond: shown / seconds };
}
