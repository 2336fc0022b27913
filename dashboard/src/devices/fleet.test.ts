import { describe, expect, it } from 'vitest';
import { exampleState } from '../../examples/state.js';
import { fleetOf, matchesFilter, matchesSearch, needsPerson } from './fleet.js';

const now = new Date('2026-11-24T08:00:00.000Z');

describe('the fleet of rooms', () => {
  it('has first what needs a person: faults, then lost rooms, then those in use, then the free', () => {
    expect(fleetOf(exampleState(now), now).map(({ room }) => room.id)).toEqual([
      'valtimo-2',
      'valtimo-1',
      'porvoo-1',
      'imatra-1',
      'imatra-2',
      'porvoo-2',
    ]);
  });

  it('puts a room with presses still waiting before the quiet ones', () => {
    const state = exampleState(now);
    const devices = state.devices.map((device) =>
      device.id === 'porvoo-2' ? { ...device, health: { ...device.health!, outboxLength: 1 } } : device,
    );
    expect(fleetOf({ ...state, devices }, now).map(({ room }) => room.id)[2]).toBe('porvoo-2');
  });

  it('never tells about calls, though two rooms of the examples have one', () => {
    const kinds = fleetOf(exampleState(now), now).flatMap(({ facts }) => facts.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(['fault', 'free', 'unreachable', 'in-use']));
  });

  it('can be narrowed to the rooms that need a person', () => {
    const fleet = fleetOf(exampleState(now), now);
    expect(fleet.filter((one) => matchesFilter(one, 'needs-person'))).toEqual(fleet.filter(needsPerson));
    expect(fleet.filter((one) => matchesFilter(one, 'unreachable')).map(({ room }) => room.id)).toEqual(['valtimo-1']);
  });

  it('is searched by any words of the names, in any order', () => {
    const names = ['Porvoo-info, huone 2', 'Porvoo', 'porvoo-2'];
    expect(matchesSearch(names, 'huone porvoo')).toBe(true);
    expect(matchesSearch(names, 'imatra')).toBe(false);
    expect(matchesSearch(names, '  ')).toBe(true);
  });
});
