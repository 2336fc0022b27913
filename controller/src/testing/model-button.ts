import { seconds } from '@etapiste/protocol';

/** A level counts once it has stood for this long. */
export const stableMs = 50;

/** What a room promises about its button (DESIGN §3), written down once more without any of its machinery. */
export class ModelButton {
  readonly presses: { readonly kind: 'raised' | 'ended'; readonly atMs: number }[] = [];
  private raw = false;
  private restMs = -Infinity;
  private settled = false;
  private lastRaisedMs = -Infinity;
  private hold: { readonly sinceMs: number; mayEnd: string | undefined; endAtMs: number } | undefined;

  constructor(private readonly room: { readonly isCalling: boolean; readonly onTheWay: string | undefined }) {}

  contact(isClosed: boolean, nowMs: number): void {
    if (isClosed !== this.raw) this.restMs = nowMs;
    this.raw = isClosed;
  }

  /** When something is due next. */
  get dueMs(): number {
    const settle = this.raw === this.settled ? Infinity : this.restMs + stableMs;
    return Math.min(settle, this.hold?.endAtMs ?? Infinity);
  }

  due(nowMs: number): void {
    if (this.hold && this.hold.endAtMs <= nowMs) this.end();
    if (this.raw === this.settled || this.restMs + stableMs > nowMs) return;
    this.settled = this.raw;
    if (!this.settled) {
      if (this.hold && this.restMs - this.hold.sinceMs >= seconds(3)) this.end();
      this.hold = undefined;
      return;
    }
    const mayEnd = this.room.onTheWay;
    this.hold = { sinceMs: this.restMs, mayEnd, endAtMs: mayEnd ? nowMs + seconds(3) : Infinity };
    if (this.room.isCalling && this.restMs - this.lastRaisedMs < seconds(2)) return;
    this.lastRaisedMs = this.restMs;
    this.presses.push({ kind: 'raised', atMs: this.restMs });
  }

  /** Whatever the contact is now, nobody pressed it. */
  reboot(): void {
    this.settled = this.raw;
    this.hold = undefined;
    this.lastRaisedMs = -Infinity;
  }

  private end(): void {
    const { hold } = this;
    if (!hold) return;
    hold.endAtMs = Infinity;
    if (hold.mayEnd && hold.mayEnd === this.room.onTheWay) this.presses.push({ kind: 'ended', atMs: hold.sinceMs });
    hold.mayEnd = undefined;
  }
}
