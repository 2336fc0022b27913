import type { Room } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { exampleState } from '../../examples/state.js';
import { quietLamp } from './quiet-lamp.js';

const now = '2026-11-24T08:00:00.000Z';
const quiet: Room = {
  ...exampleState(new Date(now)).rooms[0]!,
  presence: { state: 'online', since: now },
  documentCamera: { state: 'off', testEndsAt: null },
  faults: [],
};
const tested: Partial<Room> = { documentCamera: { state: 'live', testEndsAt: now } };
const low: Partial<Room> = { faults: [{ code: 'battery-low', since: now }] };
const faulty: Partial<Room> = { faults: [{ code: 'button-stuck', since: now }] };

describe('the drawn lamp while nobody calls', () => {
  it.each([
    ['is dark in a room that is in order', {}, 'dark'],
    ['says that the document camera is open, before any fault', { ...tested, ...faulty }, 'announced-test'],
    ['says that the room has a fault', faulty, 'fault'],
    ['is dark while only a battery is low', low, 'dark'],
    ['is dark while the controller is not reached: nobody knows', { ...faulty, presence: { state: 'lost', since: now } }, 'dark'],
  ] as const)('%s', (_, changes, pattern) => {
    expect(quietLamp({ ...quiet, ...changes })).toBe(pattern);
  });

  it('is dark before the room is known', () => {
    expect(quietLamp(undefined)).toBe('dark');
  });
});
