import { z } from 'zod';
import { id, instant, roomMessages } from '../wire/index.js';
import { callSource, callState, callWord, pressOutcome } from './call.js';

const pressId = '0193f5a0-4b7e-7cc3-9a51-3f2f6f0c1a01';
const callId = '0193f5a0-4c11-7d20-8b6e-5b1c2d3e4f01';

const press = z.object({
  /** Made at the button the moment it closes; the primary key of the press for ever. */
  id,
  source: callSource,
  /** Age by the sender's monotonic clock, recomputed at each publication; null when the press is from an earlier boot. */
  ageMs: z.number().nonnegative().nullable(),
  /** Whether the sender's wall clock is known to be right. */
  clockSynced: z.boolean(),
  /** The sender's wall clock when the button closed; believed only when both clocks are synchronised. */
  pressedAt: instant,
});

export const callMessages = roomMessages('calls', {
  raised: {
    direction: 'room-to-hub',
    retain: false,
    summary: 'The call button closed. Published again with back-off until the hub answers this id.',
    payload: press,
    example: { id: pressId, source: 'wall-button', ageMs: 12, clockSynced: true, pressedAt: '2026-11-24T07:52:14.201Z' },
  },
  ended: {
    direction: 'room-to-hub',
    retain: false,
    summary: 'A long press that began after *on the way*. Published again with back-off until the hub answers this id.',
    payload: press.extend({ callId: id }),
    example: {
      id: '0193f5a0-9c11-7d20-8b6e-5b1c2d3e4f02',
      callId,
      source: 'wall-button',
      ageMs: 8,
      clockSynced: true,
      pressedAt: '2026-11-24T07:58:02.880Z',
    },
  },
  confirmed: {
    direction: 'hub-to-room',
    retain: false,
    summary: 'The hub has stored the press of this id, or refuses it for ever. Answers every `raised` and `ended`, also repeats.',
    payload: z.object({
      id,
      outcome: pressOutcome,
      /** The call that the press belongs to; null only when refused. */
      callId: id.nullable(),
      /** Why it was refused: a stable code. */
      code: z.string().optional(),
    }),
    example: { id: pressId, outcome: 'opened', callId },
  },
  state: {
    direction: 'hub-to-room',
    retain: true,
    summary: 'The open call of the room, so that a restarted controller shows the truth, and the rules the room needs.',
    payload: z.object({
      call: z
        .object({
          id,
          state: callState.exclude(['done']),
          word: callWord.exclude(['sending']),
          openedAt: instant,
        })
        .nullable(),
      policy: z.object({
        lockoutSeconds: z.number().min(0),
        notReachedSeconds: z.number().positive(),
        endPressSeconds: z.number().positive(),
      }),
    }),
    example: {
      call: { id: callId, state: 'open', word: 'shown', openedAt: '2026-11-24T07:52:14.244Z' },
      policy: { lockoutSeconds: 2, notReachedSeconds: 20, endPressSeconds: 3 },
    },
  },
});
