import { z } from 'zod';
import { id, instant } from './id.js';

/**
 * What every MQTT payload carries. Order is `bootId` + `seq`; `at` is the sender's own clock and may be wrong,
 * so time is the hub's (DESIGN §4).
 */
export const envelope = z.object({
  at: instant,
  bootId: id,
  seq: z.int().nonnegative(),
});
export type Envelope = z.infer<typeof envelope>;

/** The largest MQTT payload anybody may send, in bytes (DESIGN §4). */
export const maxPayloadBytes = 64 * 1024;

/** Stamps outgoing payloads of one process: one `bootId` for its life, `seq` growing by one. */
export class EnvelopeStamp {
  private seq = 0;

  constructor(
    readonly bootId: string,
    private readonly now: () => Date,
  ) {}

  /** The payload with `at`, `bootId` and the next `seq` added. */
  stamp<P extends object>(payload: P): P & Envelope {
    return { ...payload, at: this.now().toISOString(), bootId: this.bootId, seq: this.seq++ };
  }
}
