import { describe, expect, test } from 'vitest';
import { frameBytes, lumaBytes, picture } from './picture.js';
import { SimulatedPaper } from './simulated-paper.js';
import { Sprite } from './sprite.js';
import { drawTimecode, readTimecode } from './timecode.js';

const paperLuma = 230;
const handLuma = 120;

/** A hand of 8 × 8 pixels: its left half is see-through. */
const smallHand = () => {
  const side = 8;
  const values = Buffer.alloc(side * side * 1.5, handLuma);
  const alpha = Buffer.from(Array.from({ length: side * side }, (_, index) => (index % side < side / 2 ? 0 : 255)));
  return new Sprite(side, side, Buffer.concat([values, alpha]));
};
const paper = () => new SimulatedPaper({ paper: Buffer.alloc(frameBytes, paperLuma), hand: smallHand() });
const lumaAt = (frame: Buffer | undefined, x: number, y: number) => frame?.[y * picture.width + x];

describe('the simulated paper', () => {
  test('every frame carries the moment when it was drawn', () => {
    const scene = paper();
    for (const now of [0, 1, 12_345, 65_535, 1_795_000_000_123]) {
      expect(readTimecode(scene.next('paper', now) as Buffer)).toBe(now % 65_536);
    }
  });

  test('a frame with a damaged timecode tells no time', () => {
    const frame = Buffer.alloc(frameBytes, paperLuma);
    drawTimecode(frame, 4_711);
    frame.fill(255, 0, picture.width * 20);
    expect(readTimecode(frame)).toBeUndefined();
  });

  test('the hand covers the paper, its see-through part does not, and the arm reaches the edge', () => {
    const sprite = smallHand();
    const frame = Buffer.alloc(frameBytes, paperLuma);
    sprite.draw(frame, { x: 100, y: 200 });

    expect(lumaAt(frame, 101, 203)).toBe(paperLuma);
    expect(lumaAt(frame, 105, 203)).toBe(handLuma);
    expect(lumaAt(frame, picture.width - 1, 203)).toBe(handLuma);
    expect(lumaAt(frame, 105, 208)).toBe(paperLuma);
    expect(lumaAt(frame, 0, 204)).toBe(paperLuma);
  });

  test('a hand that moves on leaves no trace', () => {
    const scene = paper();
    const still = Buffer.from(scene.next('still', 1_000) as Buffer);
    for (let now = 0; now < 10_000; now += 333) scene.next('paper', now);
    expect(scene.next('still', 1_000)?.equals(still)).toBe(true);
  });

  test('a frozen camera repeats the last picture, timecode and all', () => {
    const scene = paper();
    const last = Buffer.from(scene.next('paper', 5_000) as Buffer);
    expect(scene.next('freeze', 9_000)?.equals(last)).toBe(true);
  });

  test('a covered lens is black, and the paper is there again when it is uncovered', () => {
    const scene = paper();
    const before = Buffer.from(scene.next('still', 1_000) as Buffer);
    const black = scene.next('black', 2_000) as Buffer;
    expect(Math.max(...black.subarray(0, lumaBytes).subarray(0, 5_000))).toBe(16);
    expect(scene.next('still', 1_000)?.equals(before)).toBe(true);
  });

  test('something on the lens is flat and dark, and the camera goes on', () => {
    const scene = paper();
    const covered = Buffer.from(scene.next('covered', 1_000) as Buffer);
    expect(new Set(covered.subarray(picture.width * 20, lumaBytes)).size).toBe(1);
    expect(scene.next('covered', 2_000)?.equals(covered)).toBe(false);
  });

  test('an unplugged or hanging camera gives no picture at all', () => {
    expect(paper().next('unplug', 1_000)).toBeUndefined();
    expect(paper().next('hang', 1_000)).toBeUndefined();
  });
});
