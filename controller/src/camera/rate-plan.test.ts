import { expect, test } from 'vitest';
import { ratePlan } from './rate-plan.js';

test('on a thinner line the paper moves less often, never less than 5 times a second', () => {
  const rates = [5_000, 300, 299, 150, 149, 80, 79, 50].map((kbps) => ratePlan(kbps, 30).framesPerSecond);
  expect(rates).toEqual([30, 30, 15, 15, 10, 10, 5, 5]);
});

test('a slow camera is never asked for more than it gives', () => {
  expect(ratePlan(200, 10).framesPerSecond).toBe(10);
});

test('a keyframe is never a longer burst than a few frames', () => {
  expect([2_000, 200, 100, 60].map((kbps) => ratePlan(kbps, 30).vbv)).toEqual([180, 360, 540, 1_080]);
});

test('keyframes that nobody asked for are rarer on a thin line: each takes seconds to become sharp there', () => {
  expect([2_000, 200, 100, 60].map((kbps) => ratePlan(kbps, 30).keyframeEvery)).toEqual([2_000, 4_000, 6_000, 12_000]);
});

test('keyframes may be asked for more often where they cost no sharpness', () => {
  expect([2_000, 1_000, 999, 60].map((kbps) => ratePlan(kbps, 30).keyframesApart)).toEqual([300, 300, 1_000, 1_000]);
});
