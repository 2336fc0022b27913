import { minutes, type CallWord, type Milliseconds } from '@etapiste/protocol';

/** What the room knows about its call at one moment. Times are CLOCK_MONOTONIC. */
export interface CallView {
  readonly nowMs: Milliseconds;
  readonly notReachedAfter: Milliseconds;
  /** Since when the oldest press waits for the hub's answer. */
  readonly callingSinceMs: Milliseconds | undefined;
  /** The room's open call in the hub's word, and since when the room knows of it. */
  readonly call: { readonly word: Exclude<CallWord, 'sending'>; readonly sinceMs: Milliseconds } | undefined;
  /** When the hub last refused a press for good. */
  readonly refusedAtMs: Milliseconds | undefined;
}

/** A customer whose press was refused is sent to the desk for this long; the fault stays for the maintainer. */
const refusalShownFor = minutes(2);

/**
 * The word that lamp and customer get (DESIGN §3.5); none when there is no call. Only the hub can say *shown* and *on the way*.
 * Whatever is unanswered or unseen for too long is *not reached*, also when nobody is left to say so.
 */
export function callWord(view: CallView): CallWord | undefined {
  const { nowMs, notReachedAfter, callingSinceMs, call, refusedAtMs } = view;
  const isTooLong = (sinceMs: Milliseconds) => nowMs - sinceMs >= notReachedAfter;
  if (callingSinceMs !== undefined) return isTooLong(callingSinceMs) ? 'not-reached' : 'sending';
  if (call) return call.word === 'stored' && isTooLong(call.sinceMs) ? 'not-reached' : call.word;
  return refusedAtMs !== undefined && nowMs - refusedAtMs < refusalShownFor ? 'not-reached' : undefined;
}
