import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { seconds, type Milliseconds, type Room } from '@etapiste/protocol';
import { LiveController } from '../live/index.js';
import { keepPoint, pointOf, pointOfBefore, type KeptPoint } from './kept-point.js';
import { becomeDemoTerminal, endInRoom, keepPress, noteTouch, pressOfBefore, raise, rememberRoom } from './kiosk.data.js';
import { follow, followingNothing, momentOf, type Followed, type Moment } from './moment.js';
import { OfflineCopy } from './offline-copy.js';
import { ResendingPress } from './resending-press.js';

/**
 * While nothing is heard from the hub a press is hardly sent: it goes at once when the line is back, and in a dead network every
 * try would keep one of the browser's six connections for minutes (hub-search.ts).
 */
const unreachablePauseMs = seconds(60);
/** A hand that touched the screen this lately may be about to touch it again: no time to load the page anew. */
const untouchedMs = seconds(20);
/** A reload that has not come by now does not come. */
const reloadPatienceMs = seconds(60);
/** Touches are told to the hub no more often: the room's hold is much longer. */
const touchPauseMs = seconds(30);

/** One room's screen: its live stream, its press, the moment they make, and the copy for a hub that is gone. */
export class KioskController implements ReactiveController {
  readonly live: LiveController;
  moment: Moment = { kind: 'idle' };
  /** Whether this browser is not, or no longer, the terminal of its room: a maintainer must enrol it. */
  isStranger = false;
  /** Whom to ask; as last known when the hub is gone. */
  point: KeptPoint | undefined;
  private readonly press: ResendingPress;
  private readonly copy = new OfflineCopy();
  private followed: Followed = followingNothing;
  private wasLive = false;
  private hasBeenLive = false;
  private hasAskedDemo = false;
  private touchedMs = 0;
  private touchToldMs = -Infinity;
  private isTouchUntold = false;
  private reloadedMs = -Infinity;

  constructor(
    private readonly host: ReactiveControllerHost,
    readonly roomId: string,
  ) {
    this.live = new LiveController(host, `room:${roomId}`);
    this.point = pointOfBefore(roomId);
    this.press = new ResendingPress({
      ask: (press) => raise({ ...press, roomId }),
      keep: (press) => keepPress(roomId, press),
      monotonicMs: () => performance.now(),
      now: () => new Date(),
      after: (pauseMs, then) => {
        const isLost = this.live.line.kind === 'lost';
        const timer = setTimeout(then, isLost ? unreachablePauseMs : pauseMs);
        return () => clearTimeout(timer);
      },
      changed: () => host.requestUpdate(),
    });
    host.addController(this);
  }

  hostConnected(): void {
    for (const event of ['pointerdown', 'keydown']) addEventListener(event, this.onTouch);
    this.copy.start();
    const before = pressOfBefore(this.roomId);
    if (before) this.press.resume(before);
  }

  hostUpdate(): void {
    const { state } = this.live;
    let { line } = this.live;
    const isLive = line.kind === 'live';
    const isBack = isLive && !this.wasLive;
    this.wasLive = isLive;
    if (isBack) this.comeBack();
    if (line.kind === 'closed') {
      this.enterDemo();
      // The demo is asked to let this screen in: a press meanwhile is kept and sent, as before any other first answer.
      if (!this.isStranger) line = { kind: 'connecting' };
    }
    this.notePoint();
    this.notePress();
    this.moment = momentOf({
      line,
      state,
      roomId: this.roomId,
      press: this.press.state,
      ended: this.followed.ended?.call,
      nowMs: performance.now(),
    });
    if (this.copy.isReplaced && this.isUnneeded) this.loadAnew();
  }

  hostDisconnected(): void {
    for (const event of ['pointerdown', 'keydown']) removeEventListener(event, this.onTouch);
    this.copy.stop();
    this.press.stop();
  }

  /** The room as the hub knows it; undefined before the first snapshot, and for a room that is not in the register. */
  get room(): Room | undefined {
    return this.live.state?.rooms.find(({ id }) => id === this.roomId);
  }

  /** Until when an announced test may show the room's paper; undefined while none runs. Goes by itself when the hub is gone. */
  get testEndsAt(): string | undefined {
    const endsAt = this.room?.documentCamera.testEndsAt;
    return endsAt && new Date(endsAt) > this.live.hubNow() ? endsAt : undefined;
  }

  get isRoomUnknown(): boolean {
    return this.live.state !== undefined && this.room === undefined;
  }

  /** For how long nobody has been in the room; undefined while somebody is, or nobody knows. */
  get vacantForMs(): Milliseconds | undefined {
    const { state, since } = this.room?.occupancy ?? {};
    if (!this.wasLive || state !== 'vacant' || !since) return undefined;
    return this.live.hubNow().getTime() - new Date(since).getTime();
  }

  /** Whether a touch of the button calls now. */
  get canCall(): boolean {
    const { moment } = this;
    if (moment.kind === 'calling') return moment.call?.isStale === true && moment.call.state === 'open';
    return moment.kind !== 'offline';
  }

  call(): void {
    if (!this.canCall) return;
    this.press.make();
  }

  /** Ends the call whose advisor is on the way. Throws a `RequestFailure` when that did not happen. */
  async helpCame(): Promise<void> {
    if (this.moment.kind === 'calling' && this.moment.call) await endInRoom(this.moment.call.id, this.roomId);
  }

  /** Once a page: a screen that another one has followed as the room's terminal leaves it that. */
  private enterDemo(): void {
    if (this.hasBeenLive) this.isStranger = true;
    if (this.hasAskedDemo || this.hasBeenLive) return;
    this.hasAskedDemo = true;
    void this.askDemo();
  }

  private async askDemo(): Promise<void> {
    if (await becomeDemoTerminal(this.roomId)) return this.live.reopen();
    this.isStranger = true;
    this.host.requestUpdate();
  }

  private comeBack(): void {
    this.hasBeenLive = true;
    if (this.room) rememberRoom(this.roomId);
    this.press.hurry();
    this.tellTouch();
    this.copy.look();
  }

  private notePoint(): void {
    const known = pointOf(this.live.state, this.roomId);
    if (!known || JSON.stringify(known) === JSON.stringify(this.point)) return;
    this.point = known;
    keepPoint(known);
  }

  /** The end of the followed call is also the end of this screen's press. */
  private notePress(): void {
    const before = this.followed;
    this.followed = follow(before, this.live.state, this.roomId, performance.now());
    const hasEnded = this.followed.ended !== undefined && this.followed.ended !== before.ended;
    if (hasEnded && this.press.state.kind === 'stored') this.press.forget();
  }

  /** Asked every second, a reload would begin anew every second: on a slow machine none would ever come to its end. */
  private loadAnew(): void {
    if (performance.now() - this.reloadedMs < reloadPatienceMs) return;
    this.reloadedMs = performance.now();
    location.reload();
  }

  private get isUnneeded(): boolean {
    return this.moment.kind === 'idle' && this.wasLive && performance.now() - this.touchedMs > untouchedMs;
  }

  private readonly onTouch = (): void => {
    this.touchedMs = performance.now();
    this.isTouchUntold = true;
    this.tellTouch();
  };

  /** Without a line it is told when the line is there, unless it is an old one by then. */
  private tellTouch(): void {
    const nowMs = performance.now();
    const isOld = nowMs - this.touchedMs >= touchPauseMs;
    if (!this.wasLive || !this.isTouchUntold || isOld || nowMs - this.touchToldMs < touchPauseMs) return;
    this.touchToldMs = nowMs;
    this.isTouchUntold = false;
    void noteTouch(this.roomId);
  }
}
