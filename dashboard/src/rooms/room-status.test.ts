import type { Call, Room } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { call as exampleCall } from '../../examples/state.js';
import { roomFacts } from './room-status.js';

const at = '2026-11-24T07:52:00.000Z';
const vacant = { state: 'vacant', confidence: 'sensed', since: at, signAt: null, lastVacant: null } as const;
const room = (changes: Partial<Room> = {}): Room => ({
  id: 'porvoo-1',
  version: 1,
  pointId: 'porvoo',
  kind: 'room',
  number: 1,
  presence: { state: 'online', since: at },
  occupancy: vacant,
  documentCamera: { state: 'off', testEndsAt: null },
  faults: [],
  ...changes,
});
const call = (changes: Partial<Call> = {}): Call =>
  exampleCall({ roomId: 'porvoo-1', pointId: 'porvoo', openedAt: at, ...changes });

const lost = { state: 'lost', since: at } as const;
const broken = [{ code: 'document-camera-failed', since: at }];
const occupied = { ...vacant, state: 'occupied' } as const;
const kinds = (given: Room, calls: readonly Call[] = []) => roomFacts(given, calls).map(({ kind }) => kind);

describe('the state of a room', () => {
  it('is free when all is well and nobody is there', () => expect(kinds(room())).toEqual(['free']));
  it('is in use when somebody is there', () => expect(kinds(room({ occupancy: occupied }))).toEqual(['in-use']));
  it('says of what no sensor vouches for that it is doubtful, whichever it is', () => {
    const doubtful = (state: 'vacant' | 'occupied') =>
      roomFacts(room({ occupancy: { ...vacant, state, confidence: 'suspect' } }), []);
    expect(doubtful('vacant')).toEqual([{ kind: 'free', since: at, isDoubtful: true }]);
    expect(doubtful('occupied')).toEqual([{ kind: 'in-use', since: at, isDoubtful: true }]);
  });
  it('is not guessed when the sensor does not know', () =>
    expect(kinds(room({ occupancy: { ...vacant, state: 'unknown', confidence: 'none' } }))).toEqual(['unknown']));

  it('is calling before everything else, and nothing else that is true is hidden', () =>
    expect(kinds(room({ presence: lost, faults: broken, occupancy: occupied }), [call()])).toEqual([
      'calling',
      'fault',
      'unreachable',
    ]));
  it('is on the way before a fault', () =>
    expect(kinds(room({ faults: broken, occupancy: occupied }), [call({ state: 'on-the-way' })])).toEqual([
      'on-the-way',
      'fault',
      'in-use',
    ]));
  it('is a fault before a lost connection', () =>
    expect(kinds(room({ presence: lost, faults: broken }))).toEqual(['fault', 'unreachable']));
  it('is unreachable before what the sensor said earlier, which nobody knows to be true any more', () =>
    expect(kinds(room({ presence: lost, occupancy: occupied }))).toEqual(['unreachable']));

  it('says that a late call came too late, not that it rings', () =>
    expect(kinds(room(), [call({ isStale: true })])).toEqual(['missed', 'free']));
  it('forgets a call that has ended', () => expect(kinds(room(), [call({ state: 'done' })])).toEqual(['free']));
  it('is not touched by a call of another room', () => expect(kinds(room(), [call({ roomId: 'porvoo-2' })])).toEqual(['free']));
});
