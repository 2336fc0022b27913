import { z } from 'zod';

/** What the lamp shows. The first five after `dark` are the words of a call; `dark` is a quiet room. */
export const lampPattern = z.enum([
  'dark',
  'sending',
  'stored',
  'shown',
  'on-the-way',
  'not-reached',
  'announced-test',
  'fault',
  'identify',
]);
export type LampPattern = z.infer<typeof lampPattern>;

/**
 * How each pattern is played by a lamp that can only be lit or dark: milliseconds of light and of dark in turn, light first,
 * over and over. One number alone is steady light, none is dark. No pattern flashes more than three times a second (WCAG 2.3.1).
 * Lamps on a wall and drawings on a page are played from this one table.
 */
export const lampBeats: Readonly<Record<LampPattern, readonly number[]>> = {
  dark: [],
  sending: [250, 250],
  stored: [1_000, 1_000],
  shown: [1_000],
  'on-the-way': [2_000, 1_000],
  'not-reached': [300, 300, 300, 3_100],
  'announced-test': [3_200, 250, 300, 250],
  fault: [300, 3_700],
  identify: [150, 150, 150, 150, 150, 1_250],
};
