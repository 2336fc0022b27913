import { callOperations, seconds, type Call, type ReceiptKind } from '@etapiste/protocol';
import { RequestFailure, request } from '../api/index.js';

/**
 * Receipts for calls: `seen` when the card is rendered on a visible page, `heard` when a hidden page really sounds. The
 * moment is always an event (a render, a change of visibility, a change of the call), never a timer or an animation
 * frame, which a frozen page would still have in its queue (DESIGN §3.5). Only the resending of a receipt that is already
 * true waits for a timer.
 */
export class Receipts {
  /** Call and kind of everything given, so that each is given once. */
  private readonly given = new Set<string>();
  private readonly waiting = new Set<ReturnType<typeof setTimeout>>();

  constructor(private readonly shiftId: () => string | undefined) {}

  /** The card of this call has just been rendered, or its page has just become visible. */
  seen(call: Call): void {
    if (document.visibilityState === 'visible') this.give(call, 'seen');
  }

  /** The call has just arrived or changed while the alarm is really being played. */
  heard(call: Call): void {
    if (document.visibilityState === 'hidden') this.give(call, 'heard');
  }

  stop(): void {
    for (const timer of this.waiting) clearTimeout(timer);
    this.waiting.clear();
    this.given.clear();
  }

  private give(call: Call, kind: ReceiptKind): void {
    const shiftId = this.shiftId();
    const key = `${call.id}/${kind}/${shiftId}`;
    if (!shiftId || call.state !== 'open' || this.given.has(key)) return;
    this.given.add(key);
    // Asking costs the browser a millisecond of this turn: first what else this render began is drawn.
    queueMicrotask(() => void this.send(call.id, { shiftId, kind }));
  }

  private async send(callId: string, body: { shiftId: string; kind: ReceiptKind }): Promise<void> {
    try {
      await request(callOperations.sendReceipt, { parameters: { callId }, body, timeoutMs: seconds(3) });
    } catch (failure) {
      const isWorthAgain = failure instanceof RequestFailure && (failure.details?.status ?? 503) >= 500;
      if (!isWorthAgain) return this.forgetIfShiftEnded(failure, `${callId}/${body.kind}/${body.shiftId}`);
      const timer = setTimeout(() => {
        this.waiting.delete(timer);
        void this.send(callId, body);
      }, seconds(1));
      this.waiting.add(timer);
    }
  }

  /** A shift that the hub no longer knows starts again soon; then the receipt must be given again. */
  private forgetIfShiftEnded(failure: unknown, key: string): void {
    if (failure instanceof RequestFailure && failure.code === 'shift-ended') this.given.delete(key);
    else if (!(failure instanceof RequestFailure)) throw failure;
  }
}
