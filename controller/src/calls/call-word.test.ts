import { minutes, seconds } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callWord, type CallView } from './call-word.js';

const now = seconds(1_000);
const quiet: CallView = {
  nowMs: now,
  notReachedAfter: seconds(20),
  callingSinceMs: undefined,
  call: undefined,
  refusedAtMs: undefined,
};
const ago = (count: number) => now - seconds(count);

const words = ['stored', 'shown', 'on-the-way', 'not-reached'] as const;
const past = fc.integer({ min: 0, max: now });
const orNothing = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyView: fc.Arbitrary<CallView> = fc.record({
  nowMs: fc.constant(now),
  notReachedAfter: fc.integer({ min: seconds(1), max: seconds(60) }),
  callingSinceMs: orNothing(past),
  call: orNothing(fc.record({ word: fc.constantFrom(...words), sinceMs: past })),
  refusedAtMs: orNothing(past),
});

describe('the word that the room is told', () => {
  it('is none in a quiet room', () => expect(callWord(quiet)).toBeUndefined());

  it.each([
    ['sending', { callingSinceMs: ago(1) }],
    ['not-reached', { callingSinceMs: ago(20) }],
    ['stored', { call: { word: 'stored', sinceMs: ago(19) } }],
    ['not-reached', { call: { word: 'stored', sinceMs: ago(20) } }],
    ['shown', { call: { word: 'shown', sinceMs: ago(500) } }],
    ['on-the-way', { call: { word: 'on-the-way', sinceMs: ago(500) } }],
    ['not-reached', { call: { word: 'not-reached', sinceMs: ago(1) } }],
    ['sending', { callingSinceMs: ago(1), call: { word: 'shown', sinceMs: ago(30) } }],
    ['not-reached', { refusedAtMs: ago(60) }],
    [undefined, { refusedAtMs: ago(120) }],
  ] as const)('is %s when the room knows %o', (word, known) => expect(callWord({ ...quiet, ...known })).toBe(word));

  it('is shown or on the way only when the hub said so and no press waits', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const word = callWord(view);
        if (word === 'shown' || word === 'on-the-way') expect([view.call?.word, view.callingSinceMs]).toEqual([word, undefined]);
      }),
    );
  });

  it('is never dark while a press waits or a call is open', () => {
    fc.assert(
      fc.property(anyView, (view) => (view.callingSinceMs === undefined && !view.call ? true : callWord(view) !== undefined)),
    );
  });

  it('never leaves anybody with sending or stored for longer than the rule', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const late = callWord({ ...view, nowMs: now + view.notReachedAfter });
        expect(['sending', 'stored']).not.toContain(late);
      }),
    );
  });

  it('does not change its mind by time alone once it is not reached, but for a refusal that has been seen', () => {
    fc.assert(
      fc.property(anyView, fc.integer({ min: 0, max: minutes(60) }), (view, later) => {
        const isAnyCall = view.callingSinceMs !== undefined || view.call !== undefined;
        if (isAnyCall && callWord(view) === 'not-reached') expect(callWord({ ...view, nowMs: now + later })).toBe('not-reached');
      }),
    );
  });
});
