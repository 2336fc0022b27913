import type { Device } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { exampleState } from '../../examples/state.js';
import { deviceNotes } from './device-notes.js';

const now = new Date('2026-11-24T08:00:00.000Z');
const [healthy] = exampleState(now).devices as [Device];
const withHealth = (changes: Partial<NonNullable<Device['health']>>): Device => ({
  ...healthy,
  health: { ...healthy.health!, ...changes },
});

describe('what a maintainer should look at', () => {
  it('is nothing when a controller is well', () => expect(deviceNotes(healthy, now)).toEqual([]));
  it('is a controller that is online but has not told how it is for over 95 s', () => {
    const device = { ...healthy, healthAt: new Date(now.getTime() - 96_000).toISOString() };
    expect(deviceNotes(device, now)).toEqual([{ kind: 'health-old', ageMs: 96_000 }]);
  });
  it('is nothing about the age of health when the controller is known to be gone', () => {
    const device: Device = {
      ...healthy,
      presence: { state: 'lost', since: healthy.healthAt },
      healthAt: '2026-11-24T07:00:00.000Z',
    };
    expect(deviceNotes(device, now)).toEqual([]);
  });
  it('is a broken driver before presses that wait, and those before a wrong clock', () => {
    const device = withHealth({
      drivers: [{ name: 'gpiochip', state: 'fault', parts: [] }],
      outboxLength: 2,
      clockSynced: false,
    });
    expect(deviceNotes(device, now).map(({ kind }) => kind)).toEqual(['driver-fault', 'outbox-waiting', 'clock-wrong']);
  });
  it('is not a clock that nobody can ask', () => expect(deviceNotes(withHealth({ clockSynced: null }), now)).toEqual([]));
});
