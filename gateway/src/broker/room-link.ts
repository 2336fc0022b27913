import {
  allMessages,
  maxPayloadBytes,
  parseRoomTopic,
  type Envelope,
  type EnvelopeStamp,
  type Message,
  type PayloadOf,
  type ReceivedOf,
} from '@etapiste/protocol';
import type { Log } from '../log/log.js';
import type { BrokerMetrics, DropReason } from './broker-metrics.js';
import type { Broker, Incoming, Unregister } from './broker.js';
import type { Clock } from '../time/clock.js';
import type { KnownRooms } from './known-rooms.js';
import { QuietLog, shown } from './quiet-log.js';
import { SequenceWatch } from './sequence-watch.js';

/** What else is known about a message that arrived. */
export interface Arrival {
  /** The broker held it from earlier: state that may be old. Happenings never arrive like this. */
  readonly isRetained: boolean;
  /** The address that it came from, where the broker tells. */
  readonly from?: string | undefined;
}

/** Survives repeats and odd order. May throw: that is logged with the topic and stops nothing. */
export type RoomHandler<M extends Message> = (roomId: string, payload: ReceivedOf<M>, arrival: Arrival) => void | Promise<void>;

export interface HandlingOptions {
  /** The handler judges old and repeated state by itself (presence does, because wills are written ahead of time). */
  readonly ordersItself?: boolean;
  /** Told of a message of the wrong shape, as it came, before it is dropped: a sender may wait for an answer to it. */
  readonly onWrongShape?: (roomId: string, received: unknown) => void | Promise<void>;
}

interface Route {
  readonly message: Message;
  readonly handlers: { handle: RoomHandler<Message>; ordersItself: boolean }[];
  readonly onWrongShape: NonNullable<HandlingOptions['onWrongShape']>[];
}

/**
 * What features use to talk with rooms. Every payload from a room is checked against its message's schema before a
 * feature sees it; whatever does not fit is counted, logged at most once a minute, and dropped (DESIGN §4).
 */
export class RoomLink {
  private readonly routes = new Map<string, Route>(
    allMessages
      .filter((message) => message.direction === 'room-to-hub')
      .map((message) => [nameOf(message), { message, handlers: [], onWrongShape: [] }]),
  );
  private readonly sequences = new SequenceWatch();
  private readonly quietLog: QuietLog;
  private unregister: Unregister | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly rooms: KnownRooms,
    private readonly envelopes: EnvelopeStamp,
    private readonly metrics: BrokerMetrics,
    private readonly log: Log,
    clock: Clock,
  ) {
    this.quietLog = new QuietLog(log, clock);
  }

  /** Hands every good `message` from any known room to the handler. Register before the broker starts. */
  on<M extends Message>(message: M, handler: RoomHandler<M>, options: HandlingOptions = {}): void {
    const route = this.routes.get(nameOf(message));
    if (!route) throw new Error(`${nameOf(message)} does not travel from a room to the hub`);
    route.handlers.push({ handle: handler, ordersItself: options.ordersItself ?? false });
    if (options.onWrongShape) route.onWrongShape.push(options.onWrongShape);
  }

  /**
   * Stamps and publishes one message to one room. Rejects with `BrokerUnavailable` when it cannot leave now. Features send
   * happenings and commands; retained state goes through the `Reconciler`.
   */
  async send<M extends Message>(message: M, roomId: string, payload: PayloadOf<M>): Promise<void> {
    if (message.direction !== 'hub-to-room') throw new Error(`${nameOf(message)} does not travel from the hub to a room`);
    const stamped = this.envelopes.stamp(payload);
    await this.broker.publish(message.topic(roomId), JSON.stringify(stamped), { retain: message.retain });
  }

  start(): void {
    this.unregister = this.broker.onMessage((incoming) => this.receive(incoming));
  }

  stop(): void {
    this.unregister?.();
  }

  private async receive(incoming: Incoming): Promise<void> {
    const place = parseRoomTopic(incoming.topic);
    if (!place) return this.drop('unknown-topic', undefined, incoming);
    if (!this.rooms.has(place.roomId)) return this.drop('unknown-room', undefined, incoming);
    const route = this.routes.get(`${place.feature}/${place.name}`);
    if (!route) return this.drop('unknown-message', undefined, incoming);

    const { message } = route;
    if (incoming.payload.length > maxPayloadBytes) return this.drop('too-large', message, incoming);
    if (incoming.isRetained && !message.retain) return this.drop('retained-happening', message, incoming);
    const json = parseJson(incoming.payload);
    if (json === undefined) return this.drop('malformed', message, incoming);
    const checked = message.schema.safeParse(json);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      for (const tell of route.onWrongShape) await this.guard(message, place.roomId, () => tell(place.roomId, json));
      return this.drop('wrong-shape', message, incoming, shown(`${issue?.path.join('.')}: ${issue?.code}`));
    }
    await this.deliver(route, place.roomId, checked.data as ReceivedOf<Message>, incoming);
  }

  private async deliver(route: Route, roomId: string, payload: ReceivedOf<Message>, incoming: Incoming): Promise<void> {
    const { message, handlers } = route;
    const envelope: Envelope = payload;
    if (!incoming.isRetained) this.metrics.missing.inc(this.sequences.missingBefore(roomId, envelope));
    const isOld = message.retain && this.sequences.isOldState(roomId, nameOf(message), envelope);
    const willing = isOld ? handlers.filter(({ ordersItself }) => ordersItself) : handlers;
    if (isOld && willing.length === 0) return this.drop('old-state', message, incoming);

    this.metrics.received.inc({ message: nameOf(message) });
    const arrival: Arrival = { isRetained: incoming.isRetained, from: incoming.from };
    await Promise.all(willing.map(({ handle }) => this.guard(message, roomId, () => handle(roomId, payload, arrival))));
  }

  /** A handler that fails is counted and logged; nothing else stops. */
  private async guard(message: Message, roomId: string, handle: () => void | Promise<void>): Promise<void> {
    try {
      await handle();
    } catch (cause) {
      this.metrics.failed.inc({ message: nameOf(message) });
      this.log.error({ err: cause, room: roomId, topic: message.topic(roomId) }, 'a message from a room could not be handled');
    }
  }

  private drop(reason: DropReason, message: Message | undefined, incoming: Incoming, why?: string): void {
    const name = message ? nameOf(message) : 'unknown';
    this.metrics.dropped.inc({ reason, message: name });
    // Repeats of state are normal at every reconnection: counted, not worth a line.
    if (reason === 'old-state') return;
    const fields = { reason, topic: shown(incoming.topic), bytes: incoming.payload.length, ...(why && { why }) };
    this.quietLog.warn(`${reason} ${name}`, fields, 'a message from a room was dropped');
  }
}

const nameOf = (message: Pick<Message, 'feature' | 'name'>): string => `${message.feature}/${message.name}`;

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8')) as unknown;
  } catch {
    // Not JSON: the caller counts it as malformed. JSON itself has no `undefined`.
    return undefined;
  }
}
