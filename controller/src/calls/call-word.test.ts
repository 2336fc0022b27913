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

  /** Whether this holds for everything that a room can know; throws with the counterexample when it does not. */
  const always = (rule: (view: CallView) => boolean) => () => fc.assert(fc.property(anyView, rule));
  const isCalling = (view: CallView) => view.callingSinceMs !== undefined || view.call !== undefined;

  it('is shown or on the way only when the hub said so and no press waits', () => {
    const isTrue = (view: CallView) => {
      const word = callWord(view);
      if (word !== 'shown' && word !== 'on-the-way') return true;
      return view.call?.word === word && view.callingSinceMs === undefined;
    };
    expect(always(isTrue)).not.toThrow();
  });

  it('is never dark while a press waits or a call is open', () => {
    expect(always((view) => !isCalling(view) || callWord(view) !== undefined)).not.toThrow();
  });

  it('never leaves anybody with sending or stored for longer than the rule', () => {
    const late = (view: CallView) => callWord({ ...view, nowMs: now + view.notReachedAfter });
    expect(always((view) => late(view) !== 'sending' && late(view) !== 'stored')).not.toThrow();
  });

  it('does not change its mind by time alone once a call is not reached', () => {
    const later = (view: CallView) => callWord({ ...view, nowMs: now + minutes(60) });
    const stays = (view: CallView) => !isCalling(view) || callWord(view) !== 'not-reached' || later(view) === 'not-reached';
    expect(always(stays)).not.toThrow();
  });
});
