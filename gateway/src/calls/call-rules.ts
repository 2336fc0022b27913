import {
  escalationStep,
  minutes,
  seconds,
  type Call,
  type CallPolicies,
  type CallWord,
  type EscalationStep,
} from '@etapiste/protocol';
import type { CallEntity } from './call.entity.js';

const steps = escalationStep.options;

/** What a press says about its own age (DESIGN §3.7). */
export interface PressAge {
  readonly ageMs: number | null;
  readonly clockSynced: boolean;
  readonly pressedAt: string;
}

/** When the button closed, by the hub's clock: by the age, or by two synchronised clocks; else nobody knows. */
export function pressedAt(press: PressAge, now: Date, isHubSynchronised: boolean): Date | null {
  if (press.ageMs !== null) return new Date(now.getTime() - press.ageMs);
  return press.clockSynced && isHubSynchronised ? new Date(press.pressedAt) : null;
}

/** Whether a press is too old to ring. Unknown age rings: a lost call for help is worse than a late one. */
export const isStale = (at: Date | null, now: Date, policies: CallPolicies): boolean =>
  at !== null && now.getTime() - at.getTime() > minutes(policies.callStaleMinutes);

/** The word that the room is told (DESIGN §3.5). */
export function wordOf(call: Pick<CallEntity, 'state' | 'seenAt' | 'isNotReached'>): Exclude<CallWord, 'sending'> {
  if (call.state === 'on-the-way') return 'on-the-way';
  if (call.state === 'acknowledged' || call.seenAt) return 'shown';
  return call.isNotReached ? 'not-reached' : 'stored';
}

/** What a call that rings now is due: its first step without a receipt, and *not reached*. */
export const dueWhenRung = (now: Date, policies: CallPolicies): Pick<CallEntity, 'rungAt' | 'escalateAt' | 'notReachedAt'> => ({
  rungAt: now,
  escalateAt: new Date(now.getTime() + seconds(policies.callReceiptSeconds)),
  notReachedAt: new Date(now.getTime() + seconds(policies.callNotReachedSeconds)),
});

/** The step that is taken next, or `undefined` when all have been. */
export const nextStep = (taken: Call['escalation']): EscalationStep | undefined => steps[taken.length];

/** When the step after `taken` steps is due by the policy, counted from when the call rang; null when there is none. */
export function stepDueAt(rungAt: Date, taken: number, policies: CallPolicies): Date | null {
  if (taken >= steps.length) return null;
  const afterSeconds = policies.callEscalateSeconds[taken] ?? policies.callEscalateSeconds.at(-1);
  return afterSeconds === undefined ? null : new Date(rungAt.getTime() + seconds(afterSeconds));
}
