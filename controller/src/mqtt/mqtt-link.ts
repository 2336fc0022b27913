import { EventEmitter } from 'node:events';
import {
  allMessages,
  deviceMessages,
  EnvelopeStamp,
  hubPresence,
  seconds,
  type Message,
  type Milliseconds,
  type PayloadOf,
  type PresenceState,
  type ReceivedOf,
} from '@etapiste/protocol';
import { BackOff, type Clock, type Timer } from '../clock/index.js';
import type { NetworkLine } from '../hardware/index.js';
import type { Log } from '../log/index.js';
import { HubPresence } from './hub-presence.js';
import { Inbox } from './inbox.js';
import { openClient, type Client } from './client.js';
import { readPayload } from './payload.js';
import type { Access, RoomAccess } from './room-access.js';
import type { RoomLink, Unsubscribe } from './room-link.js';

export interface MqttLinkOptions {
  readonly bootId: string;
  readonly access: RoomAccess;
  /** Pauses between attempts to connect while nobody answers. */
  readonly retry?: { readonly first: Milliseconds; readonly most: Milliseconds };
}

/**
 * While nobody answers a room knocks about once a second: an expert may be waiting for its picture, and a closed door costs nobody
 * anything. Hundreds of rooms that find their hub again do not trample it: chance spreads them over a second, and an attempt that
 * it is slow to answer waits for it, up to 5 s, instead of knocking again.
 */
const knock = { first: seconds(0.5), most: seconds(1) } as const;
/** Who is told no (CONNACK, MQTT 3.1.1 §3.2.2.3) asks again seldom: a person must change something first. */
const refused = seconds(5);
/** A dead line is noticed after 1.5 times this. Also how long one attempt to connect may take. */
const keepalive = seconds(5);
/** A line that lasted this long was a good one: the next pause starts small again. */
const steadyAfter = seconds(5);
/** How long a clean stop waits for the broker to take `stopped`. */
const farewell = seconds(2);

/**
 * The line itself: MQTT 3.1.1, fixed client id, clean session. Each connection is a new client with its own will and its own number
 * and nothing left in any queue: what must not get lost is said again by the feature it belongs to (DESIGN §3.2, §4).
 */
export class MqttLink implements RoomLink {
  private readonly inbox: Inbox;
  private readonly hubs = new HubPresence();
  private readonly stamp: EnvelopeStamp;
  private readonly backOff: BackOff;
  private readonly afterRefusal = new BackOff(refused, refused);
  private isRefused = false;
  private readonly events = new EventEmitter<{ connected: []; hub: [boolean] }>();
  /** The last word of each retained message, said again at each connect. */
  private readonly state = new Map<Message, () => object>();
  /** By what the present connection got in, or the next one will. */
  private access: Access | undefined;
  private forgetAccess: Unsubscribe | undefined;
  private client: Client | undefined;
  private connection = 0;
  private pause: Timer | undefined;
  private steady: Timer | undefined;
  private isReady = false;
  private hasComplained = false;
  private isStopped = true;

  constructor(
    private readonly options: MqttLinkOptions,
    private readonly line: NetworkLine,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.inbox = new Inbox(() => this.access?.roomId, log);
    this.stamp = new EnvelopeStamp(options.bootId, () => clock.now());
    const { first, most } = options.retry ?? knock;
    this.backOff = new BackOff(first, most);
  }

  get bootId(): string {
    return this.options.bootId;
  }

  get isConnected(): boolean {
    return this.isReady;
  }

  get isHubOnline(): boolean {
    return this.hubs.isOnline;
  }

  /** Serial number of the certificate of the present connection. */
  get certificate(): string | undefined {
    return this.isReady ? this.access?.serial : undefined;
  }

  start(): void {
    this.isStopped = false;
    this.forgetAccess = this.options.access.onChange(() => void this.connectAnew());
    void this.connect();
  }

  /** Says `stopped` first, so that nobody takes a clean stop for a loss; then leaves without a will. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.forgetAccess?.();
    this.pause?.cancel();
    this.steady?.cancel();
    const { client } = this;
    if (!client) return;
    if (this.isReady) await this.withinFarewell(this.sayPresence('stopped'));
    this.isReady = false;
    this.client = undefined;
    await this.withinFarewell(client.endAsync(!client.connected));
  }

  publish<M extends Message>(message: M, payload: PayloadOf<M> | (() => PayloadOf<M>)): void {
    const say = typeof payload === 'function' ? payload : () => payload;
    if (message.retain) this.state.set(message, say);
    if (this.isReady) void this.send(message, say());
  }

  subscribe<M extends Message>(message: M, handler: (received: ReceivedOf<M>) => void): Unsubscribe {
    return this.inbox.subscribe(message, handler);
  }

  onConnected(handler: () => void): Unsubscribe {
    this.events.on('connected', handler);
    return () => this.events.off('connected', handler);
  }

  onHubChange(handler: (isOnline: boolean) => void): Unsubscribe {
    this.events.on('hub', handler);
    return () => this.events.off('hub', handler);
  }

  /** The access has changed or ended: the old connection leaves in good order, without a will. */
  private async connectAnew(): Promise<void> {
    this.pause?.cancel();
    const { client } = this;
    this.client = undefined;
    if (client) {
      this.steady?.cancel();
      this.isReady = false;
      this.changeHubs(() => this.hubs.clear());
      await this.withinFarewell(client.endAsync(!client.connected));
    }
    if (!this.isStopped && !this.client) await this.connect();
  }

  private async connect(): Promise<void> {
    const { access } = this.options;
    const { current } = access;
    this.access = current;
    // Without a room of its own it waits to be told of one.
    if (!current) return;
    this.connection += 1;
    this.isRefused = false;
    const will = { topic: this.presenceTopic, payload: this.presence('lost') };
    const client = await openClient({ access: current, will, patience: keepalive }, this.line);
    if (this.isStopped || access.current !== current || this.client) return void client.end(true);
    this.client = client;
    client.on('connect', () => void this.welcome(client));
    client.on('message', (topic, payload, packet) => this.receive(topic, payload, packet.retain));
    client.on('error', (error) => {
      this.isRefused = 'code' in error && typeof error.code === 'number';
      this.complain(error.message);
    });
    client.once('close', () => this.lose(client));
  }

  /** Listens first and speaks then: an answer must find somebody who listens. */
  private async welcome(client: Client): Promise<void> {
    try {
      await client.subscribeAsync(this.filters(), { qos: 1 });
    } catch (error) {
      // Raising a call still works without one of these; without the line, `close` follows.
      this.log.error({ reason: (error as Error).message }, 'broker refused a subscription');
    }
    if (this.client !== client || !client.connected || this.isStopped) return;
    this.isReady = true;
    this.hasComplained = false;
    this.steady = this.clock.after(steadyAfter, () => this.backOff.reset());
    this.log.info({ connection: this.connection }, 'line to the hub is open');
    void this.sayPresence('online');
    for (const [message, say] of this.state) void this.send(message, say());
    this.events.emit('connected');
  }

  private lose(client: Client): void {
    client.end(true);
    if (this.client !== client) return;
    this.client = undefined;
    this.steady?.cancel();
    if (this.isReady) this.log.warn({ connection: this.connection }, 'line to the hub is gone');
    else {
      this.complain('closed before it was open');
      this.options.access.doubt();
    }
    this.isReady = false;
    this.changeHubs(() => this.hubs.clear());
    const pause = this.isRefused ? this.afterRefusal : this.backOff;
    if (!this.isStopped) this.pause = this.clock.after(pause.next(), () => void this.connect());
  }

  /** The first failure of an outage is news; the same every few seconds for a weekend is not. */
  private complain(reason: string): void {
    this.log[this.hasComplained ? 'debug' : 'warn']({ connection: this.connection, reason }, 'line to the hub failed');
    this.hasComplained = true;
  }

  private filters(): string[] {
    const toRoom = allMessages.filter(({ direction }) => direction === 'hub-to-room');
    return [...toRoom.map((message) => message.topic(this.roomId)), this.presenceTopic, hubPresence.filter];
  }

  private get roomId(): string {
    return this.access?.roomId ?? '';
  }

  private get presenceTopic(): string {
    return deviceMessages.presence.topic(this.roomId);
  }

  private receive(topic: string, payload: Uint8Array, isRetained: boolean): void {
    // What was retained before this connection is overwritten by its own `online` anyway.
    if (topic === this.presenceTopic) return isRetained ? undefined : this.receiveOwnPresence(payload);
    if (isHubPresence(topic)) return this.receiveHubPresence(topic, payload);
    this.inbox.receive(topic, payload, isRetained);
  }

  /** A late will of an earlier connection, or of an earlier boot, overwrote the truth: say it again. */
  private receiveOwnPresence(payload: Uint8Array): void {
    const read = readPayload(deviceMessages.presence.schema, payload);
    if ('problem' in read) return this.inbox.drop('malformed', this.presenceTopic, read.problem);
    const { state, bootId, connection } = read.value;
    const isEarlierConnection = bootId === this.bootId && connection !== this.connection;
    if (this.isReady && !this.isStopped && (state !== 'online' || isEarlierConnection)) void this.sayPresence('online');
  }

  private receiveHubPresence(topic: string, payload: Uint8Array): void {
    const read = readPayload(hubPresence.schema, payload);
    if ('problem' in read) return this.inbox.drop('malformed', topic, read.problem);
    this.changeHubs(() => this.hubs.receive(topic, read.value));
  }

  private changeHubs(change: () => void): void {
    const wasOnline = this.hubs.isOnline;
    change();
    const { isOnline } = this.hubs;
    if (isOnline === wasOnline) return;
    this.log.info(isOnline ? 'hub is online' : 'hub is gone');
    this.events.emit('hub', isOnline);
  }

  private presence(state: PresenceState): string {
    return JSON.stringify(this.stamp.stamp({ state, connection: this.connection }));
  }

  private async sayPresence(state: PresenceState): Promise<void> {
    await this.put(this.presenceTopic, this.presence(state), true);
  }

  private async send(message: Message, payload: object): Promise<void> {
    await this.put(message.topic(this.roomId), JSON.stringify(this.stamp.stamp(payload)), message.retain);
  }

  private async put(topic: string, payload: string, retain: boolean): Promise<void> {
    try {
      await this.client?.publishAsync(topic, payload, { qos: 1, retain });
    } catch (error) {
      // The line broke under it. State is said again at the next connect, a press by its sender.
      this.log.debug({ topic, reason: (error as Error).message }, 'message did not leave');
    }
  }

  private async withinFarewell(work: Promise<unknown>): Promise<void> {
    let timer: Timer | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = this.clock.after(farewell, resolve);
    });
    await Promise.race([work.catch(() => undefined), patience]);
    timer?.cancel();
  }
}

const isHubPresence = (topic: string) => topic === hubPresence.topic(topic.split('/')[3] ?? '');
