import { describe, expect, it } from 'vitest';
import { roomPlan } from '../room-plan.js';
import { usualMeaning } from './button-actions.js';

/** Actions of devices on the market, as zigbee2mqtt names them. */
describe('what a wireless button says', () => {
  it.each(['single', 'double', 'triple', 'quadruple', 'many', 'on', 'off', 'toggle', '1_single', 'on_press', 'emergency'])(
    'is a press: %s',
    (action) => expect(usualMeaning(action)).toBe('press'),
  );

  it.each(['hold', 'long', '1_hold', 'on_hold', 'brightness_move_up', 'button_1_long'])('is a long press: %s', (action) =>
    expect(usualMeaning(action)).toBe('long'),
  );

  it.each(['release', 'hold_release', 'brightness_stop', 'on_press_release'])('is a hand that lets go: %s', (action) =>
    expect(usualMeaning(action)).toBe('ignore'),
  );

  it.each(['wobble', 'constructor', 'online', ''])('is nothing that anybody has heard of: "%s"', (action) =>
    expect(usualMeaning(action)).toBeUndefined(),
  );
});

describe('the plan of a wireless button', () => {
  const planOf = (device: string) => ({
    zigbee: { broker: 'mqtt://127.0.0.1:1884' },
    callButtons: [{ driver: 'zigbee', device }],
  });

  it.each(['call-button', 'nurmes-1/kutsunappi', 'Näppäin 1'])('takes the name %s', (device) =>
    expect(roomPlan.safeParse(planOf(device)).success).toBe(true),
  );

  it.each(['nurmes-1/+', '#', '/call-button', 'nurmes-1/', 'a//b', ''])(
    'refuses "%s", which would listen to something else',
    (device) => expect(roomPlan.safeParse(planOf(device)).error?.issues[0]?.message).toMatch('plain name'),
  );
});
