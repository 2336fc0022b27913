import { seconds } from '@etapiste/protocol';
import { beforeEach, expect, test } from 'vitest';
import { ManualClock } from '../clock/index.js';
import { Keyframes } from './keyframes.js';

let clock: ManualClock;
let given: number[];
let keyframes: Keyframes;
let apart: number;

beforeEach(() => {
  clock = new ManualClock();
  given = [];
  const startMs = clock.monotonicMs();
  apart = seconds(1);
  keyframes = new Keyframes(
    () => given.push((clock.monotonicMs() - startMs) / 1_000),
    () => apart,
    clock,
  );
});
const askFor = (duration: number, every: number) => {
  for (let passed = 0; passed < duration; passed += every) {
    keyframes.ask();
    clock.pass(seconds(every));
  }
};

test('who joins gets a keyframe at once, and the next who joins a second later too', () => {
  keyframes.ask();
  clock.pass(seconds(1));
  keyframes.ask();
  expect(given).toEqual([0, 1]);
});

test('ten viewers who join together get one keyframe, and one more when it did not reach somebody', () => {
  for (let viewer = 0; viewer < 10; viewer++) keyframes.ask();
  clock.pass(seconds(10));
  expect(given).toEqual([0, 1]);
});

test('on a line that loses them keyframes come each 2 s, however often they are asked for', () => {
  askFor(10, 0.1);
  expect(given).toEqual([0, 1, 3, 5, 7, 9]);
});

test('after 10 s of calm the line is trusted again', () => {
  askFor(4, 0.1);
  clock.pass(seconds(14));
  given.length = 0;
  keyframes.ask();
  clock.pass(seconds(1));
  keyframes.ask();
  expect(given).toEqual([18, 19]);
});

test('where they may be closer, who joins half a second after another does not wait', () => {
  apart = seconds(0.3);
  keyframes.ask();
  clock.pass(seconds(0.5));
  keyframes.ask();
  expect(given).toEqual([0, 0.5]);
});
