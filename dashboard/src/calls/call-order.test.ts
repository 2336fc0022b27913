import type { Call } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { call as exampleCall } from '../../examples/state.js';
import { callLists, waitedMs } from './call-order.js';

const call = (openedAt: string, changes: Partial<Call> = {}): Call =>
  exampleCall({ roomId: 'porvoo-1', pointId: 'porvoo', openedAt: `2026-11-24T07:${openedAt}.000Z`, ...changes });
const shift = { pointIds: ['porvoo'] };

describe('calls on the board', () => {
  it('ring with the longest unanswered first', () => {
    const [newer, older] = [call('52:00'), call('49:00')];
    expect(callLists([newer, older], shift).ringing).toEqual([older, newer]);
  });

  it('do not ring when they came too late, but still wait for a person', () => {
    const late = call('52:00', { isStale: true });
    expect(callLists([late], shift)).toMatchObject({ ringing: [], missed: [late] });
  });

  it('of another point come here only after they have been escalated', () => {
    const elsewhere = call('52:00', { pointId: 'imatra' });
    const escalated = {
      ...elsewhere,
      escalation: [{ step: 'other-advisors' as const, takenAt: elsewhere.openedAt, possible: true }],
    };
    expect(callLists([elsewhere], shift).ringing).toEqual([]);
    expect(callLists([escalated], shift).ringing).toEqual([escalated]);
  });

  it('of another point stay away when the step was only a mail to the lead', () => {
    const mailed = call('52:00', {
      pointId: 'imatra',
      escalation: [{ step: 'lead-by-mail', takenAt: '2026-11-24T07:53:00.000Z', possible: true }],
    });
    expect(callLists([mailed], shift).ringing).toEqual([]);
  });

  it('stop ringing for everybody the moment somebody answers', () => {
    const answered = call('52:00', { state: 'acknowledged' });
    expect(callLists([answered], shift)).toMatchObject({ ringing: [], answered: [answered] });
  });

  it('that have ended are listed with the newest first', () => {
    const [early, late] = [
      call('10:00', { state: 'done', endedAt: '2026-11-24T07:12:00.000Z' }),
      call('05:00', { state: 'done', endedAt: '2026-11-24T07:30:00.000Z' }),
    ];
    expect(callLists([early, late], shift).ended).toEqual([late, early]);
  });

  it('have waited since the press when its moment is known, else since they arrived', () => {
    const now = new Date('2026-11-24T07:53:00.000Z');
    expect(waitedMs(call('52:30', { pressedAt: '2026-11-24T07:52:00.000Z' }), now)).toBe(60_000);
    expect(waitedMs(call('52:30', { pressedAt: null }), now)).toBe(30_000);
  });
});
