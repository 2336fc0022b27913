import { lumaBytes, picture } from './picture.js';

/**
 * A clock that a machine can read out of the picture: a strip of 24 black and white blocks at the top edge, 16 bits of
 * milliseconds (`Date.now()` modulo 65,536, the highest first) and 8 bits of check. It proves how old a frame is that reached a
 * browser. Block `i` is `width / 40` wide and starts at `width / 5 + i * width / 40`; the strip is `height / 36` high.
 */
export const timecodeStrip = {
  blocks: 24,
  left: picture.width / 5,
  blockWidth: picture.width / 40,
  height: picture.height / 36,
} as const;

const timeBits = 16;
const checkBits = 8;
const black = 16;
const white = 235;
const grey = 128;

/** The 8 check bits of a 16-bit time. */
const checkOf = (time: number): number => ((time >> checkBits) ^ (time & 0xff) ^ 0x5a) & 0xff;

/** Draws the strip onto an I420 frame. */
export function drawTimecode(frame: Buffer, nowMs: number): void {
  const time = nowMs % 2 ** timeBits;
  const code = time * 2 ** checkBits + checkOf(time);
  const { blocks, left, blockWidth, height } = timecodeStrip;
  frame.fill(grey, 0, height * picture.width);
  for (let block = 0; block < blocks; block++) {
    const luma = (code >> (blocks - 1 - block)) & 1 ? white : black;
    const start = left + block * blockWidth;
    frame.fill(luma, start, start + blockWidth);
  }
  for (let row = 1; row < height; row++) frame.copy(frame, row * picture.width, 0, picture.width);
  clearChroma(frame);
}

/** Colour would bleed into the blocks. */
function clearChroma(frame: Buffer): void {
  const rowBytes = picture.width / 2;
  const stripBytes = (timecodeStrip.height / 2) * rowBytes;
  for (const plane of [lumaBytes, lumaBytes + lumaBytes / 4]) frame.fill(grey, plane, plane + stripBytes);
}

/** Reads the strip of an I420 frame; `undefined` when its check is wrong. */
export function readTimecode(frame: Buffer): number | undefined {
  const { blocks, left, blockWidth, height } = timecodeStrip;
  const middle = (height / 2) * picture.width;
  let code = 0;
  for (let block = 0; block < blocks; block++) {
    const luma = frame[middle + left + block * blockWidth + blockWidth / 2] ?? 0;
    code = code * 2 + (luma > grey ? 1 : 0);
  }
  const time = code >> checkBits;
  return checkOf(time) === (code & 0xff) ? time : undefined;
}
