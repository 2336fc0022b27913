import { setImmediate as nextLoopTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { allMessages, seconds, type Message, type PayloadOf } from '@etapiste/protocol';
import type { Log } from '../log/log.js';
import { BrokerUnavailable, type Broker, type Unregister } from './broker.js';
import type { KnownRooms } from './known-rooms.js';
import type { RoomLink } from './room-link.js';

const periodMs = seconds(5);

/** What a room should be able to read now. Pure and quick: asked every 5 s for every room. */
export type RetainedProvider<M extends Message> = (roomId: string) => PayloadOf<M> | Promise<PayloadOf<M>>;

interface Provided {
  readonly message: Message;
  readonly provide: RetainedProvider<Message>;
}

/**
 * Keeps what the broker holds for rooms equal to what the hub knows (DESIGN §4): an embedded broker starts empty, an
 * external one may have restarted or hold what another hub, or nobody, meant. Publishes everything at start and at each
 * reconnection, afterwards every 5 s what differs, and clears what removed rooms left behind. Only then the hub says
 * *online*, so a controller that believes the hub is there reads the truth.
 */
export class Reconciler {
  private readonly provided: Provided[] = [];
  private timer: NodeJS.Timeout | undefined;
  private unregister: Unregister | undefined;
  private queue: Promise<void> = Promise.resolve();
  private isRunning = false;
  private isBusy = false;
  private connection = 0;

  constructor(
    private readonly broker: Broker,
    private readonly link: RoomLink,
    private readonly rooms: KnownRooms,
    private readonly log: Log,
  ) {}

  /** Makes the reconciler answer for a retained hub-to-room message in every known room. Register before `start()`. */
  provide<M extends Message>(message: M, provide: RetainedProvider<M>): void {
    if (message.direction !== 'hub-to-room' || !message.retain) {
      throw new Error(`${message.feature}/${message.name} is not retained state from the hub`);
    }
    this.provided.push({ message, provide });
  }

  /** Call right after a change. Returns when the room can read it, or when it is clear that it must wait for the broker. */
  async refresh(message: Message, roomId: string): Promise<void> {
    const provided = this.provided.find((each) => each.message === message);
    if (!provided) throw new Error(`Nobody provides ${message.feature}/${message.name}`);
    await this.inTurn(message.topic(roomId), () => this.publishWhereDifferent(provided, roomId));
  }

  /** Publishes what differs and clears what is left of removed rooms. Runs every 5 s. */
  async reconcile(): Promise<void> {
    await this.inEveryRoom((provided, roomId) => this.publishWhereDifferent(provided, roomId));
    await this.inTurn('removed rooms', () => this.clearRemovedRooms());
  }

  start(): void {
    this.isRunning = true;
    this.unregister = this.broker.onChange((isConnected) => {
      if (isConnected) void this.beginConnection();
    });
    if (this.broker.isConnected) void this.beginConnection();
    this.timer = setInterval(() => void this.reconcileUnlessBusy(), periodMs).unref();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    clearInterval(this.timer);
    this.unregister?.();
    await this.queue;
  }

  /** Everything is published once, whatever the broker may hold: seeing it takes a moment, and a room must not wait. */
  private async beginConnection(): Promise<void> {
    this.connection += 1;
    const { connection } = this;
    await this.inEveryRoom((provided, roomId) => this.publish(provided, roomId));
    await this.inTurn('presence of the hub', async () => {
      if (connection !== this.connection) return;
      await this.clearRemovedRooms();
      await this.broker.sayOnline();
      this.log.info({ rooms: this.rooms.ids().length }, 'rooms can read the state of the hub');
    });
  }

  /** With very many rooms, or a slow broker, one round may take longer than the time to the next. */
  private async reconcileUnlessBusy(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    await this.reconcile();
    this.isBusy = false;
  }

  /** Each room is a turn of its own, so that a change somewhere waits for one of them at most. */
  private async inEveryRoom(work: (provided: Provided, roomId: string) => Promise<void>): Promise<void> {
    for (const roomId of this.rooms.ids()) {
      for (const provided of this.provided) await this.inTurn(provided.message.topic(roomId), () => work(provided, roomId));
      // Hundreds of rooms in one go would hold up a press that comes meanwhile.
      await nextLoopTurn();
    }
  }

  private async publishWhereDifferent(provided: Provided, roomId: string): Promise<void> {
    const wanted = await provided.provide(roomId);
    const held = this.broker.heldPayload(provided.message.topic(roomId));
    if (held !== undefined && saysTheSame(held, wanted)) return;
    await this.link.send(provided.message, roomId, wanted);
  }

  private async publish({ message, provide }: Provided, roomId: string): Promise<void> {
    await this.link.send(message, roomId, await provide(roomId));
  }

  /** An empty retained payload deletes what the broker holds (MQTT 3.1.1 §3.3.1.3). */
  private async clearRemovedRooms(): Promise<void> {
    const wanted = new Set(this.rooms.ids().flatMap((roomId) => retainedToRoom.map((message) => message.topic(roomId))));
    for (const topic of this.broker.heldTopics()) {
      if (!wanted.has(topic)) await this.broker.publish(topic, '', { retain: true });
    }
  }

  /**
   * One thing at a time, so that an older answer never overtakes a newer one. What fails keeps nothing else waiting: it is
   * tried again in 5 s, or when the broker is back.
   */
  private inTurn(what: string, work: () => Promise<void>): Promise<void> {
    const earlier = this.queue;
    const turn = async () => {
      await earlier;
      if (!this.isRunning || !this.broker.isConnected) return;
      try {
        await work();
      } catch (cause) {
        if (cause instanceof BrokerUnavailable) return;
        this.log.error({ err: cause, topic: what }, 'what the broker holds could not be brought up to date');
      }
    };
    this.queue = turn();
    return this.queue;
  }
}

const retainedToRoom = allMessages.filter((message) => message.direction === 'hub-to-room' && message.retain);

function saysTheSame(held: string, wanted: object): boolean {
  try {
    const { at: _at, bootId: _bootId, seq: _seq, ...said } = JSON.parse(held) as Record<string, unknown>;
    return isDeepStrictEqual(said, JSON.parse(JSON.stringify(wanted)));
  } catch {
    // Whatever is held is not ours: replace it.
    return false;
  }
}
