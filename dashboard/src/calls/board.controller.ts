import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Call, EndReason } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { msg } from '../i18n/index.js';
import { LiveController, isOld } from '../live/index.js';
import { loadBoardSettings, saveBoardSettings, type BoardSettings } from './board-settings.js';
import { CallAlarm } from './call-alarm.js';
import type { CallDeed } from './call-card.js';
import { callLists, type CallLists } from './call-order.js';
import { CallSound } from './call-sound.js';
import { placeName } from './call-words.js';
import { acknowledge, endAtDesk, goToRoom } from './calls.data.js';
import { noticeMs } from './meant-presses.js';
import { Receipts } from './receipts.js';
import { OwnShiftController } from './shift.data.js';

/** Something that the advisor is told once, above the calls. */
export type BoardNotice =
  | { readonly kind: 'taken'; readonly name: string; readonly at: string | undefined; readonly roomId: string }
  | { readonly kind: 'failed'; readonly words: string };

const currentPermission = (): NotificationPermission =>
  typeof Notification === 'undefined' ? 'granted' : Notification.permission;

/**
 * The advisor's desk: the live stream, the shift of this tab, the alarm, receipts, and what is done with calls. The page
 * only draws it.
 */
export class BoardController implements ReactiveController {
  readonly live: LiveController;
  readonly shift: OwnShiftController;
  readonly sound = new CallSound();
  settings: BoardSettings = loadBoardSettings();
  lists: CallLists = { ringing: [], missed: [], answered: [], ended: [] };
  notice: BoardNotice | undefined;
  /** Asking the browser is a round trip to another process: only when it can have changed, never while drawing. */
  notificationPermission = currentPermission();
  /** Calls whose request is on its way. */
  readonly busy = new Set<string>();
  /** When V came to mean another call than before, on the time line of events. */
  private answerableSince = Number.NEGATIVE_INFINITY;
  private readonly alarm = new CallAlarm(this.sound, (call) => placeName(call.roomId, this.live.state?.points ?? []));
  private readonly receipts = new Receipts(() => this.shift.current?.id);

  constructor(private readonly host: ReactiveControllerHost & Element) {
    this.live = new LiveController(host, 'staff', {
      kinds: ['points', 'calls', 'shifts'],
      heartbeat: () => {
        this.sound.checkClock();
        void this.shift.keep();
      },
    });
    this.shift = new OwnShiftController(host);
    this.sound.volume = this.settings.volume;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.onVisibility);
    document.addEventListener('pointerdown', this.onGesture);
    document.addEventListener('keydown', this.onGesture);
    this.sound.addEventListener('change', this.onSound);
  }

  hostUpdate(): void {
    const before = this.answerable?.call.id;
    this.lists = callLists(this.live.state?.calls ?? [], this.shift.current);
    if (before !== undefined && before !== this.answerable?.call.id) this.answerableSince = performance.now();
  }

  /** First the cards are drawn, by microtasks that stand in the queue already; then it sounds. */
  hostUpdated(): void {
    queueMicrotask(() => this.alarmNow());
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.onVisibility);
    document.removeEventListener('pointerdown', this.onGesture);
    document.removeEventListener('keydown', this.onGesture);
    this.sound.removeEventListener('change', this.onSound);
    this.alarm.stop();
    this.receipts.stop();
    void this.sound.stop();
  }

  /** Whether anything can be asked of the hub now. */
  get isLive(): boolean {
    return this.live.line.kind === 'live';
  }

  /** Why nothing can be asked of the hub now; undefined when it can. */
  get blockedBy(): string | undefined {
    return this.isLive ? undefined : msg('Palveluun ei ole yhteyttä');
  }

  /** Now, by the hub's clock; while the line is lost, the moment of which the page knows. */
  get now(): Date {
    const { line } = this.live;
    return isOld(line) ? new Date(line.since) : this.live.hubNow();
  }

  /** The card of a call has just been rendered. */
  rendered(call: Call): void {
    this.receipts.seen(call);
  }

  setSettings(settings: BoardSettings): void {
    this.settings = settings;
    this.sound.volume = settings.volume;
    saveBoardSettings(settings);
    this.host.requestUpdate();
  }

  /** Starts the shift. Call it from a press: it also lets the browser sound and notify. */
  async startShift(pointIds: readonly string[]): Promise<void> {
    const allowed = this.allowAlarm();
    await this.shift.start(pointIds);
    await allowed;
  }

  /** Lets the browser sound and notify; call it from a press. */
  async allowAlarm(): Promise<void> {
    const sound = this.sound.allow();
    if (typeof Notification !== 'undefined' && Notification.permission === 'default') await Notification.requestPermission();
    await sound;
    this.notificationPermission = currentPermission();
    this.host.requestUpdate();
  }

  acknowledge = (call: Call): Promise<void> => this.act(call, (shiftId) => acknowledge(call.id, shiftId));
  go = (call: Call): Promise<void> => this.act(call, (shiftId) => goToRoom(call.id, shiftId));
  end = (call: Call, reason: EndReason): Promise<void> => this.act(call, (shiftId) => endAtDesk(call.id, shiftId, reason));

  /** The deed that V does now, if any: answer the longest waiting, else go to the room of an own answered call. */
  get answerable(): { readonly call: Call; readonly deed: CallDeed } | undefined {
    const shiftId = this.shift.current?.id;
    const open = this.lists.ringing[0] ?? this.lists.missed[0];
    if (open) return { call: open, deed: 'acknowledge' };
    const own = this.lists.answered.find((call) => call.state === 'acknowledged' && call.acknowledgedBy?.shiftId === shiftId);
    return own && { call: own, deed: 'go' };
  }

  /** Does what V does, but not to a call that has just come in the place of the one that the key was meant for. */
  answerByKey(event: KeyboardEvent): void {
    const wanted = this.answerable;
    if (!wanted || event.timeStamp - this.answerableSince < noticeMs) return;
    void (wanted.deed === 'acknowledge' ? this.acknowledge(wanted.call) : this.go(wanted.call));
  }

  /** The call that A closes now: the topmost answered one. */
  get endable(): Call | undefined {
    return this.lists.answered[0];
  }

  dismissNotice = (): void => {
    this.notice = undefined;
    this.host.requestUpdate();
  };

  private alarmNow(): void {
    if (!this.host.isConnected) return;
    const { ringing, missed } = this.lists;
    this.alarm.ring(this.shift.current ? ringing : [], ringing.length + missed.length);
    if (this.sound.isReallyHeard) for (const call of ringing) this.receipts.heard(call);
  }

  private async act(call: Call, ask: (shiftId: string) => Promise<Call>): Promise<void> {
    const shiftId = this.shift.current?.id;
    if (!shiftId || this.busy.has(call.id)) return;
    this.notice = undefined;
    this.busy.add(call.id);
    this.host.requestUpdate();
    try {
      await ask(shiftId);
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.notice = this.noticeOf(call, failure);
    } finally {
      this.busy.delete(call.id);
      this.host.requestUpdate();
    }
  }

  private noticeOf(call: Call, failure: RequestFailure): BoardNotice {
    if (failure.code !== 'call-already-acknowledged') return { kind: 'failed', words: failure.inWords };
    const now = this.live.state?.calls.find(({ id }) => id === call.id);
    const name = now?.acknowledgedBy?.name ?? failure.extraText('name') ?? '';
    return { kind: 'taken', name, at: now?.acknowledgedAt ?? failure.extraText('at'), roomId: call.roomId };
  }

  /** The cards were rendered while nobody could see them; now somebody can. */
  private readonly onVisibility = (): void => {
    if (document.visibilityState === 'visible')
      for (const call of [...this.lists.ringing, ...this.lists.missed]) this.receipts.seen(call);
    // Whoever changed it in the browser's settings comes back to the page.
    this.notificationPermission = currentPermission();
    this.host.requestUpdate();
  };

  /** After a reload any press on the page is enough to sound again. */
  private readonly onGesture = (): void => {
    if (this.shift.current && !this.sound.isAllowed) void this.sound.allow();
  };

  private readonly onSound = (): void => this.host.requestUpdate();
}
