import type { Call } from '@etapiste/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { call as exampleCall } from '../../examples/state.js';
import { CustomerTurn, untouchedMs, vacantMs } from './customer-turn.js';
import type { Moment } from './moment.js';

const call: Call = exampleCall({ roomId: 'porvoo-1', pointId: 'porvoo', openedAt: '2026-11-24T08:00:00.000Z' });
const idle: Moment = { kind: 'idle' };
const calling: Moment = { kind: 'calling', word: 'shown', isConfirmed: true, call, isHubGone: false };
const ended: Moment = { kind: 'ended', call };
const offline = (own: 'nothing' | 'unanswered' | 'stored'): Moment => ({
  kind: 'offline',
  since: call.openedAt,
  own,
  call: undefined,
});

let nowMs: number;
let turn: CustomerTurn;
beforeEach(() => {
  nowMs = 1_000_000;
  turn = new CustomerTurn(() => nowMs);
});

/** A second after the other, as the page asks; answers whether the turn was ever over meanwhile. */
const overWithin = (lengthMs: number, moment: Moment, vacantForMs?: number): boolean => {
  for (const untilMs = nowMs + lengthMs; nowMs < untilMs; nowMs += 1_000) {
    if (turn.isOver({ moment, vacantForMs })) return true;
  }
  return false;
};

describe('the turn of a customer', () => {
  it('is over after two minutes in which nobody touched a quiet screen', () => {
    expect(overWithin(untouchedMs, idle)).toBe(false);
    expect(overWithin(1_000, idle)).toBe(true);
  });

  it('goes on with every touch', () => {
    for (let touches = 0; touches < 5; touches++) {
      expect(overWithin(untouchedMs, idle)).toBe(false);
      turn.touch();
    }
    expect(overWithin(untouchedMs + 1_000, idle)).toBe(true);
  });

  it.each([calling, offline('unanswered'), offline('stored')])(
    'is never over while a call is under way: $kind $own',
    (moment) => {
      expect(overWithin(20 * untouchedMs, moment, 20 * untouchedMs)).toBe(false);
    },
  );

  it('is over when the end of a call has been told and nobody has touched the screen since', () => {
    overWithin(300_000, calling);
    expect(overWithin(15_000, ended)).toBe(false);
    expect(turn.isOver({ moment: idle, vacantForMs: undefined })).toBe(true);
  });

  it('goes on after a call when somebody still uses the screen', () => {
    overWithin(300_000, calling);
    overWithin(5_000, ended);
    turn.touch();
    overWithin(10_000, ended);
    expect(overWithin(untouchedMs - 10_000, idle)).toBe(false);
    expect(overWithin(1_000, idle)).toBe(true);
  });

  it('is not over because an earlier call had ended, once a new one has been made', () => {
    overWithin(5_000, ended);
    overWithin(5_000, calling);
    expect(overWithin(untouchedMs - 1_000, idle)).toBe(false);
  });

  it('is over in a vacant room, but only when the screen too has been left alone for a while', () => {
    expect(overWithin(vacantMs, idle, vacantMs)).toBe(false);
    turn.touch();
    expect(overWithin(vacantMs, idle, vacantMs - 1)).toBe(false);
    expect(turn.isOver({ moment: idle, vacantForMs: vacantMs })).toBe(true);
  });

  it('is over at last also when the hub is gone', () => {
    expect(overWithin(untouchedMs + 1_000, offline('nothing'))).toBe(true);
  });
});
