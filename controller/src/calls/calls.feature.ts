import {
  callMessages,
  defaultCallPolicies,
  seconds,
  type CallWord,
  type Milliseconds,
  type PayloadOf,
  type ReceivedOf,
} from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';
import type { ButtonRules } from './call-button.js';
import { callWord } from './call-word.js';
import type { HeldPress } from './press.js';
import type { Confirmed, PressSender } from './press-sender.js';

type CallsState = PayloadOf<(typeof callMessages)['state']>;
type RoomCall = NonNullable<CallsState['call']>;

/** The hub's reconciler repeats state within 5 s (DESIGN §4): a confirmed call that no state has shown by then has ended. */
const stateIsTrueAfter = seconds(6);

/** A call as the room knows it. */
interface KnownCall extends Pick<RoomCall, 'id' | 'word'> {
  readonly sinceMs: Milliseconds;
  /** Known by the confirmation of a press only; the hub's state has not shown it yet. */
  readonly isFromConfirmation: boolean;
}

/** The room's side of a call: keeps what the hub said, and tells the lamp the word of the moment. */
export class CallsFeature {
  private policy: CallsState['policy'] = {
    lockoutSeconds: defaultCallPolicies.callLockoutSeconds,
    notReachedSeconds: defaultCallPolicies.callNotReachedSeconds,
    endPressSeconds: defaultCallPolicies.callEndPressSeconds,
  };
  private callOnTheWay: string | undefined;
  private lastPressMs: Milliseconds | null = null;
  private call: KnownCall | undefined;
  private refusedAtMs: Milliseconds | undefined;
  private hubSinceMs: Milliseconds | undefined;
  private word: CallWord | undefined;
  private unsubscribes: Unsubscribe[] = [];
  private tick: Timer | undefined;

  constructor(
    private readonly sender: Pick<PressSender, 'add' | 'callingSinceMs' | 'onSettled'>,
    private readonly showWord: (word: CallWord | undefined) => void,
    private readonly link: RoomLink,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.unsubscribes = [
      this.sender.onSettled((confirmed) => this.settled(confirmed)),
      this.link.subscribe(callMessages.state, (state) => this.receiveState(state)),
      this.link.onHubChange((isOnline) => {
        this.hubSinceMs = isOnline ? this.clock.monotonicMs() : undefined;
      }),
    ];
    this.tick = this.clock.every(seconds(0.5), () => this.refresh());
    this.refresh();
  }

  stop(): void {
    for (const unsubscribe of this.unsubscribes) unsubscribe();
    this.tick?.cancel();
  }

  /** What the button has to know. */
  rules(): ButtonRules {
    const { lockoutSeconds, endPressSeconds } = this.policy;
    const isCalling = this.sender.callingSinceMs !== undefined || this.call !== undefined;
    const callingPressMs = isCalling ? this.lastPressMs : null;
    return { lockoutSeconds, endPressSeconds, callingPressMs, callOnTheWay: this.callOnTheWay };
  }

  /** A button made a press. */
  raise(held: HeldPress): void {
    const { press } = held;
    if (press.kind === 'raised') this.lastPressMs = held.closedAtMs;
    if (press.kind === 'raised') this.log.info({ press: press.id }, 'call button pressed');
    else this.log.info({ press: press.id, call: press.callId }, 'long press ends the call');
    this.sender.add(held);
    this.refresh();
  }

  private settled({ outcome, callId }: Confirmed): void {
    const nowMs = this.clock.monotonicMs();
    this.refusedAtMs = outcome === 'refused' ? nowMs : undefined;
    const isNewCall = outcome !== 'refused' && outcome !== 'ended' && callId !== null && this.call?.id !== callId;
    if (isNewCall) this.call = { id: callId, word: 'stored', sinceMs: nowMs, isFromConfirmation: true };
    this.refresh();
  }

  private receiveState({ call, policy }: ReceivedOf<(typeof callMessages)['state']>): void {
    this.policy = policy;
    this.callOnTheWay = call?.state === 'on-the-way' ? call.id : undefined;
    const sinceMs = this.call && this.call.id === call?.id ? this.call.sinceMs : this.clock.monotonicMs();
    this.call = call ? { id: call.id, word: call.word, sinceMs, isFromConfirmation: false } : undefined;
    this.refresh();
  }

  private refresh(): void {
    if (this.call?.isFromConfirmation && this.isStateTrueSince(this.call.sinceMs)) this.call = undefined;
    const word = callWord({
      nowMs: this.clock.monotonicMs(),
      notReachedAfter: seconds(this.policy.notReachedSeconds),
      callingSinceMs: this.sender.callingSinceMs,
      call: this.call,
      refusedAtMs: this.refusedAtMs,
    });
    if (word === this.word) return;
    this.word = word;
    this.log.info({ call: this.call?.id, word: word ?? 'dark' }, 'the room is told');
    this.showWord(word);
  }

  private isStateTrueSince(sinceMs: Milliseconds): boolean {
    if (this.hubSinceMs === undefined) return false;
    return this.clock.monotonicMs() - Math.max(sinceMs, this.hubSinceMs) >= stateIsTrueAfter;
  }
}
