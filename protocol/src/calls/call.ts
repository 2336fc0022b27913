import { z } from 'zod';
import { id, instant, slug } from '../wire/index.js';

/** Where a press came from: the button on the wall, or the customer's terminal. */
export const callSource = z.enum(['wall-button', 'terminal']);
export type CallSource = z.infer<typeof callSource>;

/** The way of a call. `open` rings; `acknowledged` is silent but lit; `done` is the end. */
export const callState = z.enum(['open', 'acknowledged', 'on-the-way', 'done']);
export type CallState = z.infer<typeof callState>;

/** The five words of lamp and terminal (DESIGN §3.5). Only the room itself can say `sending`. */
export const callWord = z.enum(['sending', 'stored', 'shown', 'on-the-way', 'not-reached']);
export type CallWord = z.infer<typeof callWord>;

/** What the hub made of a press. `ended`: a long press ended the call (DESIGN §3.6). */
export const pressOutcome = z.enum(['opened', 'joined', 'stale', 'refused', 'ended']);
export type PressOutcome = z.infer<typeof pressOutcome>;

/** What a page has done with a call: `seen` = visible page, card rendered; `heard` = hidden page, sound really running. */
export const receiptKind = z.enum(['seen', 'heard']);
export type ReceiptKind = z.infer<typeof receiptKind>;

/** The steps of escalation, in the order in which they are taken (DESIGN §3.7). */
export const escalationStep = z.enum(['other-advisors', 'lead-by-mail', 'number-to-all']);
export type EscalationStep = z.infer<typeof escalationStep>;

/** Why an advisor ended a call at the desk. */
export const endReason = z.enum(['helped-in-room', 'helped-from-desk', 'pressed-by-mistake', 'nobody-there']);
export type EndReason = z.infer<typeof endReason>;

const actor = z.object({ shiftId: id, name: z.string() });

/** Who or what ended a call. */
export const callEnding = z.object({
  by: z.enum(['wall-button', 'terminal', 'desk']),
  name: z.string().nullable(),
  reason: endReason.nullable(),
});
export type CallEnding = z.infer<typeof callEnding>;

/** A call as pages see it. Says nothing about the customer. */
export const call = z.object({
  id,
  /** Grows with every change of this call. */
  version: z.int().nonnegative(),
  roomId: slug,
  pointId: slug,
  state: callState,
  word: callWord.exclude(['sending']),
  /** Arrived too late to ring, but a person must still look at it (DESIGN §3.7). */
  isStale: z.boolean(),
  source: callSource,
  /** When the button closed, by the hub's clock; null when nobody can know. */
  pressedAt: instant.nullable(),
  openedAt: instant,
  /** Presses that belong to this call, the first included. */
  presses: z.int().positive(),
  seenAt: instant.nullable(),
  heardAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: actor.nullable(),
  onTheWayAt: instant.nullable(),
  onTheWayBy: actor.nullable(),
  endedAt: instant.nullable(),
  ending: callEnding.nullable(),
  /** Steps taken so far; `possible` false when a step could not be taken, for instance without a mail server. */
  escalation: z.array(z.object({ step: escalationStep, takenAt: instant, possible: z.boolean() })),
});
export type Call = z.infer<typeof call>;
