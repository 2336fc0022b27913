import { id, instant, type Milliseconds } from '@etapiste/protocol';
import { z } from 'zod';

const pressShape = z.object({
  /** Made at the button; the primary key of the press for ever. */
  id,
  /** The wall clock when the button closed, and whether it was known to be right. */
  pressedAt: instant,
  clockSynced: z.boolean(),
});

/** What the outbox keeps of one press until the hub has answered it. */
export const press = z.discriminatedUnion('kind', [
  pressShape.extend({ kind: z.literal('raised') }),
  pressShape.extend({ kind: z.literal('ended'), callId: id }),
]);
export type Press = z.infer<typeof press>;

/** A press in the hands of this process. */
export interface HeldPress {
  readonly press: Press;
  /** When the button closed, by CLOCK_MONOTONIC; null when that was in an earlier boot: its age is unknown. */
  readonly closedAtMs: Milliseconds | null;
}
