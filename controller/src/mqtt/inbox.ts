import { parseRoomTopic, type Envelope, type Message, type ReceivedOf } from '@etapiste/protocol';
import type { Log } from '../log/index.js';
import { readPayload } from './payload.js';
import type { Unsubscribe } from './room-link.js';
import { StateOrder } from './state-order.js';

interface Slot {
  readonly message: Message;
  readonly handlers: Set<(received: never) => void>;
  readonly order: StateOrder;
}

type DropReason = 'malformed' | 'retained-happening' | 'repeated-state' | 'unknown-topic';

/** Sorts what the hub sends: checks it, drops what must not count, and gives the rest to the features. */
export class Inbox {
  private readonly slots = new Map<string, Slot>();
  private readonly counts = new Map<DropReason, number>();

  constructor(
    private readonly roomId: () => string | undefined,
    private readonly log: Log,
  ) {}

  subscribe<M extends Message>(message: M, handler: (received: ReceivedOf<M>) => void): Unsubscribe {
    const slot = this.slots.get(nameOf(message)) ?? { message, handlers: new Set(), order: new StateOrder() };
    this.slots.set(nameOf(message), slot);
    slot.handlers.add(handler);
    return () => slot.handlers.delete(handler);
  }

  /** How many messages were dropped for this reason since the start. */
  dropped(reason: DropReason): number {
    return this.counts.get(reason) ?? 0;
  }

  receive(topic: string, payload: Uint8Array, isRetained: boolean): void {
    const place = parseRoomTopic(topic);
    const slot = place && place.roomId === this.roomId() ? this.slots.get(nameOf(place)) : undefined;
    if (!slot) return this.drop('unknown-topic', topic);
    if (isRetained && !slot.message.retain) return this.drop('retained-happening', topic);
    const read = readPayload(slot.message.schema, payload);
    if ('problem' in read) return this.drop('malformed', topic, read.problem);
    if (slot.message.retain && !slot.order.isNew(read.value as Envelope)) return this.drop('repeated-state', topic);
    for (const handler of slot.handlers) this.hand(handler, read.value, topic);
  }

  /**
   * Counts a dropped message. Only the 1st, 2nd, 4th, 8th … of a kind is news: a flood must not fill the disk. Repeated state is
   * never news: each new connection brings it.
   */
  drop(reason: DropReason, topic: string, problem?: string): void {
    const count = this.dropped(reason) + 1;
    this.counts.set(reason, count);
    const isNews = Number.isInteger(Math.log2(count)) && reason !== 'repeated-state';
    this.log[isNews ? 'warn' : 'debug']({ topic, reason, problem, count }, 'message dropped');
  }

  private hand(handler: (received: never) => void, value: unknown, topic: string): void {
    try {
      handler(value as never);
    } catch (error) {
      this.log.error({ topic, err: error }, 'message could not be handled');
    }
  }
}

const nameOf = ({ feature, name }: Pick<Message, 'feature' | 'name'>): string => `${feature}/${name}`;
