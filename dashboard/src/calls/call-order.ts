import type { Call, LiveState, Shift } from '@etapiste/protocol';

/** Calls as one advisor meets them, each list in the order in which it is shown. */
export interface CallLists {
  /** Ring: nobody has answered. The longest unanswered first. */
  readonly ringing: readonly Call[];
  /** Came too late to ring, but a person must still look at them. */
  readonly missed: readonly Call[];
  /** Answered, or an advisor is on the way. The longest first. */
  readonly answered: readonly Call[];
  /** Ended today. The newest first. */
  readonly ended: readonly Call[];
}

/**
 * Sorts what the hub tells for somebody on shift at some points. Without a shift everything is shown and nothing is
 * theirs to answer. Another point's open call belongs here once it has been escalated to other advisors or to all.
 */
export function callLists(calls: LiveState['calls'], shift: Pick<Shift, 'pointIds'> | undefined): CallLists {
  const mine = calls.filter(
    (call) => !shift || shift.pointIds.includes(call.pointId) || (call.state !== 'done' && isEscalated(call)),
  );
  const open = mine.filter((call) => call.state === 'open').toSorted(byOpening);
  return {
    ringing: open.filter((call) => !call.isStale),
    missed: open.filter((call) => call.isStale),
    answered: mine.filter((call) => call.state === 'acknowledged' || call.state === 'on-the-way').toSorted(byOpening),
    ended: mine.filter((call) => call.state === 'done').toSorted((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? '')),
  };
}

/** Whether advisors of other points are asked too. */
export const isEscalated = (call: Call): boolean =>
  call.escalation.some(({ step, possible }) => possible && (step === 'other-advisors' || step === 'number-to-all'));

/** Whether the last step is taken: everybody is shown the point's number. */
export const isNumberShown = (call: Call): boolean => call.escalation.some(({ step }) => step === 'number-to-all');

/** Whether no advisor's page has it on screen or sounds it: the room shows *not reached*. */
export const isNotReached = (call: Call): boolean => call.state === 'open' && call.word === 'not-reached';

/** How long a call has waited: from the press when its moment is known, else from its arrival. */
export const waitedMs = (call: Call, now: Date): number => now.getTime() - new Date(call.pressedAt ?? call.openedAt).getTime();

const byOpening = (a: Call, b: Call): number => a.openedAt.localeCompare(b.openedAt) || a.id.localeCompare(b.id);
