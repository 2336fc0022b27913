const warmUpMs = 3_000;
const comeWithinMs = 120_000;

/**
 * What a page saw of a picture's timecode (controller/src/camera/timecode.ts).
 * @typedef {object} Seen
 * @property {number[]} delaysMs from the drawing of a frame by the simulated camera to its callback in the page
 * @property {number} framesPerSecond that came on the screen
 */

/**
 * Lets a page watch frames: each tells when the camera drew it, by the clock that page and camera share on one machine.
 * @param {import('playwright-core').Locator} video
 * @param {number} frames
 * @returns {Promise<Seen>}
 * @throws {Error} when so many frames with a timecode do not come
 */
export async function watchTimecodes(video, frames) {
  await video.evaluate((_, ms) => new Promise((resolve) => setTimeout(resolve, ms)), warmUpMs);
  return video.evaluate(readTimecodes, /** @type {const} */ ([frames, comeWithinMs]));
}

/**
 * Runs in the page. The strip of 24 blocks lies in the middle three fifths of the upper edge; drawn to 24 × 1 pixels it is one
 * pixel a block: 16 bits of the time in milliseconds, then 8 of its check.
 * @param {HTMLElement | SVGElement} element
 * @param {readonly [frames: number, withinMs: number]} wanted
 * @returns {Promise<Seen>}
 */
function readTimecodes(element, [frames, withinMs]) {
  const video = /** @type {HTMLVideoElement} */ (element);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(24, 1).getContext('2d', { willReadFrequently: true })
  );
  const madeAt = () => {
    const { videoWidth: width, videoHeight: height } = video;
    context.drawImage(video, width / 5, height / 144, (width * 3) / 5, height / 72, 0, 0, 24, 1);
    const { data } = context.getImageData(0, 0, 24, 1);
    const code = Array.from({ length: 24 }, (_, block) => data[block * 4] ?? 0).reduce(
      (sum, grey) => sum * 2 + (grey > 128 ? 1 : 0),
      0,
    );
    const time = code >> 8;
    return (((time >> 8) ^ time ^ 0x5a) & 0xff) === (code & 0xff) ? time : undefined;
  };
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`only ${delaysMs.length} frames of ${frames} came`)), withinMs);
    /** @type {number[]} */
    const delaysMs = [];
    const startedAt = performance.now();
    let shown = 0;
    const look = () => {
      const now = Date.now();
      shown += 1;
      const made = madeAt();
      if (made !== undefined) delaysMs.push((now - made) & 0xffff);
      if (delaysMs.length < frames) {
        video.requestVideoFrameCallback(look);
        return;
      }
      clearTimeout(late);
      resolve({ delaysMs, framesPerSecond: (shown * 1_000) / (performance.now() - startedAt) });
    };
    video.requestVideoFrameCallback(look);
  });
}
