import { defaultCallPolicies, seconds, type Call, type CallWord, type LiveState, type Milliseconds } from '@etapiste/protocol';
import { isOld, type Line } from '../live/line.js';
import type { PressState } from './resending-press.js';

/** What the screen says now: exactly one of these. */
export type Moment =
  | { readonly kind: 'idle' }
  /** A call of this room is under way. Unconfirmed as long as the hub has not answered the press of this screen. */
  | {
      readonly kind: 'calling';
      readonly word: CallWord;
      readonly isConfirmed: boolean;
      /** As the hub tells it; undefined while only this screen knows. */
      readonly call: Call | undefined;
      /** The hub cannot be reached, so that the wall button is the better way. */
      readonly isHubGone: boolean;
    }
  /** The hub has refused the press for ever: this screen cannot call. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'ended'; readonly call: Call }
  /** The hub is not heard. `own` is how far a call of this room had come by then. */
  | {
      readonly kind: 'offline';
      readonly since: string;
      readonly own: 'nothing' | 'unanswered' | 'stored';
      /** The last known open call. */
      readonly call: Call | undefined;
    };

/** Everything that the moment follows from. */
export interface Known {
  readonly line: Line;
  readonly state: LiveState | undefined;
  readonly roomId: string;
  readonly press: PressState;
  /** The call that has just ended, while the screen still says so. */
  readonly ended: Call | undefined;
  /** By the clock of `press`. */
  readonly nowMs: Milliseconds;
}

const notReachedMs = seconds(defaultCallPolicies.callNotReachedSeconds);
/** The stream brings a stored call at once; longer than this means that it is over. */
const storedUnseenMs = seconds(10);
const refusedShownMs = seconds(60);

/** The word of the moment. Pure: the same knowledge is always the same screen. */
export function momentOf(known: Known): Moment {
  const { line, press, nowMs } = known;
  const call = openCall(known.state, known.roomId);
  const isHubGone = isOld(line);

  if (press.kind === 'sending' && (isHubGone || !call)) {
    if (nowMs - press.sinceMs >= notReachedMs)
      return { kind: 'calling', word: 'not-reached', isConfirmed: false, call: undefined, isHubGone };
    if (isHubGone) return { kind: 'offline', since: line.since, own: 'unanswered', call };
    return { kind: 'calling', word: 'sending', isConfirmed: false, call: undefined, isHubGone };
  }
  const isJustStored = isStoredButUnseen(known);
  if (isHubGone) return { kind: 'offline', since: line.since, own: call || isJustStored ? 'stored' : 'nothing', call };
  if (call) return { kind: 'calling', word: call.word, isConfirmed: true, call, isHubGone };
  if (press.kind === 'refused' && nowMs - press.sinceMs < refusedShownMs) return { kind: 'refused' };
  if (isJustStored) return { kind: 'calling', word: 'stored', isConfirmed: true, call: undefined, isHubGone };
  return known.ended ? { kind: 'ended', call: known.ended } : { kind: 'idle' };
}

/** The room's one open call. */
export const openCall = (state: LiveState | undefined, roomId: string): Call | undefined =>
  state?.calls.find((call) => call.roomId === roomId && call.state !== 'done');

/** The hub has confirmed the press, but the stream has not brought its call yet. */
const isStoredButUnseen = ({ press, state, nowMs }: Known): boolean =>
  press.kind === 'stored' &&
  nowMs - press.sinceMs < storedUnseenMs &&
  !state?.calls.some(({ id, state: now }) => id === press.callId && now === 'done');

/** The call that this screen follows, and the one whose end it still tells. */
export interface Followed {
  readonly callId: string | undefined;
  readonly ended: { readonly call: Call; readonly sinceMs: Milliseconds } | undefined;
}

export const followingNothing: Followed = { callId: undefined, ended: undefined };

/** For how long the screen says that a call has ended. */
export const endedShownMs = seconds(15);

/** The next step of following: a call that was on this screen and is done now has its end told for a while. */
export function follow(followed: Followed, state: LiveState | undefined, roomId: string, nowMs: Milliseconds): Followed {
  const open = openCall(state, roomId);
  if (open) return open.id === followed.callId ? followed : { callId: open.id, ended: undefined };
  const done = state?.calls.find(({ id }) => id === followed.callId);
  if (done) return { callId: undefined, ended: { call: done, sinceMs: nowMs } };
  if (followed.ended && nowMs - followed.ended.sinceMs >= endedShownMs) return followingNothing;
  return followed;
}
