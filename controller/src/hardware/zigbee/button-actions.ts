import type { z } from 'zod';
import type { buttonAction } from '../room-plan.js';

export type ButtonMeaning = z.infer<typeof buttonAction>;

/**
 * The words that makers of buttons have chosen (zigbee-herdsman-converters), alone or as a part of a name such as `1_hold` or
 * `brightness_move_up`. What lets go comes first: `hold_release` is no long press.
 */
const words: readonly (readonly [RegExp, ButtonMeaning])[] = [
  [/(^|_)(release|released|stop)(_|$)/, 'ignore'],
  [/(^|_)(hold|long|move)(_|$)/, 'long'],
  [/(^|_)(single|double|triple|quadruple|quintuple|many|on|off|toggle|click|press|pressed|emergency)(_|$)/, 'press'],
];

/** What an action means on a device that the plan says nothing about; undefined when nobody has heard of it. */
export function usualMeaning(action: string): ButtonMeaning | undefined {
  return words.find(([pattern]) => pattern.test(action))?.[1];
}
