import type { Call, LiveState } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { call as exampleCall, exampleState } from '../../examples/state.js';
import type { Line } from '../live/line.js';
import { endedShownMs, follow, followingNothing, momentOf, type Known } from './moment.js';
import type { PressState } from './resending-press.js';

const quiet: LiveState = { ...exampleState(new Date('2026-11-24T08:00:00.000Z')), calls: [] };
const withCalls = (...calls: readonly Call[]): LiveState => ({ ...quiet, calls: [...calls] });
const call = (changes: Partial<Call> = {}): Call =>
  exampleCall({ roomId: 'porvoo-1', pointId: 'porvoo', openedAt: '2026-11-24T08:00:00.000Z', ...changes });
const done = (of: Call, by: 'terminal' | 'desk' = 'terminal'): Call => ({
  ...of,
  state: 'done',
  endedAt: '2026-11-24T08:05:00.000Z',
  ending: { by, name: null, reason: null },
});

const lost: Line = { kind: 'lost', since: '2026-11-24T07:59:00.000Z' };
const known = (changes: Partial<Known> = {}): Known => ({
  line: { kind: 'live' },
  state: quiet,
  roomId: 'porvoo-1',
  press: { kind: 'none' },
  ended: undefined,
  nowMs: 100_000,
  ...changes,
});
const sending = (agoMs: number): PressState => ({ kind: 'sending', sinceMs: 100_000 - agoMs });

describe('what the screen of a room says', () => {
  it('is quiet while nobody calls, also when another room does', () => {
    expect(momentOf(known({ state: withCalls(call({ roomId: 'porvoo-2' })) }))).toEqual({ kind: 'idle' });
  });

  it('is that the call is being sent, until the hub has answered', () => {
    expect(momentOf(known({ press: sending(3_000) }))).toMatchObject({ word: 'sending', isConfirmed: false });
  });

  it('is not reached after 20 s without the hub’s answer, and never that the call is kept', () => {
    expect(momentOf(known({ press: sending(19_999) }))).toMatchObject({ word: 'sending' });
    for (const line of [{ kind: 'live' }, lost] as const)
      expect(momentOf(known({ line, press: sending(20_000) }))).toMatchObject({ word: 'not-reached', isConfirmed: false });
  });

  it('is the hub’s word as soon as there is a call, whoever pressed', () => {
    for (const word of ['stored', 'shown', 'on-the-way', 'not-reached'] as const)
      expect(momentOf(known({ state: withCalls(call({ word })) }))).toMatchObject({ kind: 'calling', word, isConfirmed: true });
  });

  it('is that the call is kept between the hub’s answer and the stream’s news of it', () => {
    const press: PressState = { kind: 'stored', callId: 'call', sinceMs: 99_000 };
    expect(momentOf(known({ press }))).toMatchObject({ word: 'stored', isConfirmed: true });
    expect(momentOf(known({ press, nowMs: 130_000 }))).toEqual({ kind: 'idle' });
  });

  it('is at once that the hub is gone, with what is known of a call', () => {
    const state = withCalls(call({ state: 'on-the-way', word: 'on-the-way' }));
    expect(momentOf(known({ line: lost }))).toMatchObject({ kind: 'offline', own: 'nothing' });
    expect(momentOf(known({ line: lost, press: sending(100) }))).toMatchObject({ kind: 'offline', own: 'unanswered' });
    expect(momentOf(known({ line: lost, state }))).toMatchObject({ kind: 'offline', own: 'stored', call: state.calls[0] });
  });

  it('never says that a call is kept, seen or answered without the hub’s word for it', () => {
    const lines = fc.constantFrom<Line>({ kind: 'connecting' }, { kind: 'live' }, lost);
    const presses = fc.oneof(
      fc.constant<PressState>({ kind: 'none' }),
      fc.nat(100_000).map((sinceMs): PressState => ({ kind: 'sending', sinceMs })),
      fc.nat(100_000).map((sinceMs): PressState => ({ kind: 'refused', sinceMs })),
    );
    const states = fc.constantFrom(undefined, quiet, withCalls(done(call())), withCalls(call({ roomId: 'imatra-1' })));
    fc.assert(
      fc.property(lines, presses, states, (line, press, state) => {
        const moment = momentOf(known({ line, press, state }));
        const claims = {
          kept: moment.kind === 'offline' && moment.own === 'stored',
          confirmed: moment.kind === 'calling' && moment.isConfirmed,
          hubsWord: moment.kind === 'calling' && !['sending', 'not-reached'].includes(moment.word),
        };
        expect(claims).toEqual({ kept: false, confirmed: false, hubsWord: false });
        expect(line.kind === 'lost' && moment.kind === 'idle').toBe(false);
      }),
    );
  });
});

describe('the end of a call', () => {
  it('is told for a while to whoever saw the call, and then nothing remains', () => {
    const open = call();
    const followed = follow(followingNothing, withCalls(open), 'porvoo-1', 0);
    const ended = follow(followed, withCalls(done(open)), 'porvoo-1', 1_000);
    expect(ended.ended?.call.ending?.by).toBe('terminal');
    expect(follow(ended, withCalls(done(open)), 'porvoo-1', 1_000 + endedShownMs - 1).ended).toBeDefined();
    expect(follow(ended, withCalls(done(open)), 'porvoo-1', 1_000 + endedShownMs)).toEqual(followingNothing);
  });

  it('is not told of a call that this screen never showed', () => {
    expect(follow(followingNothing, withCalls(done(call())), 'porvoo-1', 0)).toEqual(followingNothing);
  });

  it('gives way at once to the next call', () => {
    const [first, second] = [call(), call()];
    const ended = follow(follow(followingNothing, withCalls(first), 'porvoo-1', 0), withCalls(done(first)), 'porvoo-1', 10);
    expect(follow(ended, withCalls(done(first), second), 'porvoo-1', 20)).toEqual({ callId: second.id, ended: undefined });
  });
});
