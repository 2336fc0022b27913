import { newId, seconds, type Milliseconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { ButtonEdge, CallButton as HardwareButton, Unsubscribe } from '../hardware/index.js';
import type { HeldPress, Press } from './press.js';

/** The rules of the moment, from the hub's `calls/state`. */
export interface ButtonRules {
  readonly lockoutSeconds: number;
  readonly endPressSeconds: number;
  /** When the room's last press was made, whose call is not over: it waits for the hub, or the call is open. */
  readonly callingPressMs: Milliseconds | null;
  /** The room's call when its advisor is on the way; only that call can be ended by a long press. */
  readonly callOnTheWay: string | undefined;
}

/** A button held longer than this is stuck: a bag leans on it, or its spring is broken. */
const stuckAfter = seconds(30);
/** Released this long, it works again. */
const releasedFor = seconds(1);

/** One time of holding the button down. */
interface Hold {
  readonly sinceMs: number;
  /** The call that was on the way when this hold began (DESIGN §3.6). */
  readonly mayEnd: string | undefined;
}

/** Turns the edges of the button into presses: the first step of the straight line (DESIGN §3.1). */
export class CallButton {
  private hold: Hold | undefined;
  private longPress: Timer | undefined;
  private stuck: Timer | undefined;
  private unsubscribe: Unsubscribe | undefined;

  constructor(
    private readonly button: HardwareButton,
    private readonly rules: () => ButtonRules,
    private readonly isClockSynced: () => boolean,
    private readonly onPress: (press: HeldPress) => void,
    private readonly onStuck: (isStuck: boolean) => void,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.unsubscribe = this.button.onEdge((edge) => this.take(edge));
    // Held down since before the start: nobody pressed it now, but it may be stuck.
    if (this.button.isDown) this.begin({ sinceMs: this.clock.monotonicMs(), mayEnd: undefined });
  }

  stop(): void {
    this.unsubscribe?.();
    this.longPress?.cancel();
    this.stuck?.cancel();
  }

  private take({ kind, atMs }: ButtonEdge): void {
    if (kind === 'down') this.down(atMs);
    else if (kind === 'up') this.up(atMs);
    else this.held(atMs);
  }

  private down(atMs: Milliseconds): void {
    this.longPress?.cancel();
    const { endPressSeconds, callOnTheWay } = this.rules();
    this.begin({ sinceMs: atMs, mayEnd: callOnTheWay });
    if (callOnTheWay) this.longPress = this.clock.after(seconds(endPressSeconds), () => this.endCall());
    this.raise(atMs);
  }

  private up(atMs: Milliseconds): void {
    const { hold } = this;
    if (!hold) return;
    this.longPress?.cancel();
    // The loop may have slept through the timer: the kernel's times of both edges decide.
    if (atMs - hold.sinceMs >= seconds(this.rules().endPressSeconds)) this.endCall();
    this.hold = undefined;
    this.stuck?.cancel();
    this.stuck = this.clock.after(releasedFor, () => this.onStuck(false));
  }

  /** A whole long press, told at its end: like `down` and a hold that lasted. */
  private held(atMs: Milliseconds): void {
    this.hold = { sinceMs: atMs, mayEnd: this.rules().callOnTheWay };
    this.raise(atMs);
    this.endCall();
    this.hold = undefined;
  }

  /** A press may only be taken for an earlier one that still calls: after a refusal or an end it is a call of its own. */
  private raise(atMs: Milliseconds): void {
    const { lockoutSeconds, callingPressMs } = this.rules();
    if (callingPressMs !== null && atMs - callingPressMs < seconds(lockoutSeconds)) return;
    this.onPress(this.press(atMs, { kind: 'raised' }));
  }

  private begin(hold: Hold): void {
    this.hold = hold;
    this.stuck?.cancel();
    this.stuck = this.clock.after(stuckAfter, () => this.onStuck(true));
  }

  /** Once for each hold, and only while that very call is still on the way. */
  private endCall(): void {
    const { hold } = this;
    if (!hold?.mayEnd) return;
    this.hold = { ...hold, mayEnd: undefined };
    if (this.rules().callOnTheWay === hold.mayEnd) this.onPress(this.press(hold.sinceMs, { kind: 'ended', callId: hold.mayEnd }));
  }

  private press(closedAtMs: number, what: { kind: 'raised' } | { kind: 'ended'; callId: string }): HeldPress {
    const age = this.clock.monotonicMs() - closedAtMs;
    const pressedAt = new Date(this.clock.now().getTime() - age).toISOString();
    const press: Press = { ...what, id: newId(), pressedAt, clockSynced: this.isClockSynced() };
    return { press, closedAtMs };
  }
}
