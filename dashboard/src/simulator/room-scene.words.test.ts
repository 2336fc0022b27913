import { expect, it } from 'vitest';
import { clockSeconds } from './room-scene.words.js';

it('writes the moment of a press the Finnish way, by the clock of the pilot’s rooms', () => {
  expect(clockSeconds('2026-11-24T07:52:04.201Z')).toBe('9.52.04');
});

it('knows summer time', () => {
  expect(clockSeconds('2026-06-24T06:52:04.201Z')).toBe('9.52.04');
});
