import {
  callMessages,
  newId,
  type CallState,
  type Message,
  type PayloadOf,
  type PressOutcome,
  type ReceivedOf,
} from '@etapiste/protocol';
import type { Clock } from '../clock/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';

type Handler = (received: never) => void;
type Raised = PayloadOf<(typeof callMessages)['raised']>;
type Ended = PayloadOf<(typeof callMessages)['ended']>;

/**
 * The hub behind a line that takes no time: decides as `gateway/src/calls` does, one open call a room, each press once. For tests
 * that live thousands of stories; `BenchHub` is the one on the real wire.
 */
export class BenchCallHub {
  /** How each press was answered first. */
  readonly answers = new Map<string, PressOutcome>();
  isThere = true;
  refuses = false;
  call: { readonly id: string; readonly state: Exclude<CallState, 'done'> } | undefined;
  private link: BenchLink | undefined;

  constructor(private readonly clock: Clock) {}

  /** A room boots and connects. */
  join(link: BenchLink): void {
    this.link = link;
    if (this.isThere) this.meet();
  }

  leave(): void {
    this.isThere = false;
    this.link?.connect(false);
  }

  comeBack(): void {
    this.isThere = true;
    this.meet();
  }

  setCall(call: typeof this.call): void {
    this.call = call;
    this.tell();
  }

  take(message: Message, payload: Raised | Ended): void {
    if (!this.isThere) return;
    const outcome = this.answers.get(payload.id) ?? this.decide(message, payload);
    this.answers.set(payload.id, outcome);
    const callId = outcome === 'refused' ? null : (this.call?.id ?? newId());
    this.link?.say(callMessages.confirmed, { id: payload.id, outcome, callId });
    this.tell();
  }

  private decide(message: Message, payload: Raised | Ended): PressOutcome {
    if (this.refuses) return 'refused';
    if (message === callMessages.ended) {
      if (this.call?.state === 'on-the-way' && 'callId' in payload && payload.callId === this.call.id) this.call = undefined;
      return 'ended';
    }
    if (this.call) return 'joined';
    this.call = { id: newId(), state: 'open' };
    return 'opened';
  }

  private meet(): void {
    this.tell();
    this.link?.connect(true);
  }

  private tell(): void {
    if (!this.isThere) return;
    const openedAt = this.clock.now().toISOString();
    const call = this.call ? { ...this.call, word: this.call.state === 'on-the-way' ? 'on-the-way' : 'stored', openedAt } : null;
    const policy = { lockoutSeconds: 2, notReachedSeconds: 20, endPressSeconds: 3 };
    this.link?.say(callMessages.state, { call, policy } as PayloadOf<typeof callMessages.state>);
  }
}

/** A room's line to a `BenchCallHub`: everything arrives, in order, a moment later. */
export class BenchLink implements RoomLink {
  readonly bootId = newId();
  isConnected = false;
  private readonly handlers = new Map<Message, Set<Handler>>();
  private readonly connectedHandlers = new Set<() => void>();
  private readonly hubHandlers = new Set<(isOnline: boolean) => void>();
  private isCut = false;

  constructor(
    private readonly hub: BenchCallHub,
    private readonly clock: Clock,
  ) {}

  get isHubOnline(): boolean {
    return this.isConnected;
  }

  publish<M extends Message>(message: M, payload: PayloadOf<M>): void {
    const isPress = message.feature === 'calls' && (message.name === 'raised' || message.name === 'ended');
    if (this.isConnected && isPress) this.soon(() => this.hub.take(message, payload as Raised));
  }

  subscribe<M extends Message>(message: M, handler: (received: ReceivedOf<M>) => void): Unsubscribe {
    const handlers = this.handlers.get(message) ?? new Set();
    this.handlers.set(message, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  onConnected(handler: () => void): Unsubscribe {
    this.connectedHandlers.add(handler);
    return () => this.connectedHandlers.delete(handler);
  }

  onHubChange(handler: (isOnline: boolean) => void): Unsubscribe {
    this.hubHandlers.add(handler);
    return () => this.hubHandlers.delete(handler);
  }

  connect(isConnected: boolean): void {
    this.soon(() => {
      this.isConnected = isConnected;
      if (isConnected) for (const handler of this.connectedHandlers) handler();
      for (const handler of this.hubHandlers) handler(isConnected);
    });
  }

  say<M extends Message>(message: M, payload: PayloadOf<M>): void {
    this.soon(() => {
      for (const handler of this.handlers.get(message) ?? []) handler(payload as never);
    });
  }

  /** The room has lost its power: nothing on the way arrives. */
  cut(): void {
    this.isCut = true;
  }

  private soon(action: () => void): void {
    this.clock.after(0, () => this.isCut || action());
  }
}
