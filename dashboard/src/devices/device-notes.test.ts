import type { Device, Throttle } from '@etapiste/protocol';
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
  const machine = healthy.health!.machine!;
  it('is too little voltage, now or at any time since its start, and too much heat', () => {
    const notesWith = (slowNow: Throttle[], sinceBoot: Throttle[], cpuTemperature: number | null = 50) =>
      deviceNotes(withHealth({ cpuTemperature, machine: { ...machine, throttling: { now: slowNow, sinceBoot } } }), now);
    expect(notesWith(['under-voltage', 'throttled'], ['under-voltage', 'throttled'])).toEqual([
      { kind: 'voltage-low', isNow: true },
    ]);
    expect(notesWith([], ['under-voltage'])).toEqual([{ kind: 'voltage-low', isNow: false }]);
    expect(notesWith(['soft-temperature-limit'], ['soft-temperature-limit'])).toEqual([{ kind: 'hot' }]);
    expect(notesWith([], ['soft-temperature-limit'], 81)).toEqual([{ kind: 'hot' }]);
    expect(notesWith([], [], null)).toEqual([]);
  });
  it('is nothing when a controller cannot tell about its machine', () => {
    const { machine: _machine, ...health } = healthy.health!;
    expect(deviceNotes({ ...healthy, health }, now)).toEqual([]);
    expect(deviceNotes(withHealth({ machine: { ...machine, throttling: null } }), now)).toEqual([]);
  });
  it('is not a clock that nobody can ask', () => expect(deviceNotes(withHealth({ clockSynced: null }), now)).toEqual([]));
});
