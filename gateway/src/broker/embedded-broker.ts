import { once, type EventEmitter } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { callbackify } from 'node:util';
import { Aedes, type AedesOptions, type Client, type PublishPacket, type Subscription } from 'aedes';
import { maxPayloadBytes, parseRoomTopic, seconds } from '@etapiste/protocol';
import type { Log } from '../log/log.js';
import type { BrokerMetrics, RefusedAction } from './broker-metrics.js';
import { Broker, BrokerUnavailable, type IncomingListener, type Unregister } from './broker.js';
import type { Clock } from '../time/clock.js';
import type { HubPresence } from './hub-presence.js';
import type { KnownRooms } from './known-rooms.js';
import { Listeners } from './listeners.js';
import { limitPacketSize } from './packet-size-guard.js';
import { QuietLog, shown } from './quiet-log.js';
import { clientIdOf, hubUser, isState, mayPublish, maySubscribe } from './rights.js';
import { memoryByName } from './memory-by-name.js';
import type { RoomCredentials } from './room-passwords.js';

/** Room for the topic and the headers around the largest payload. */
const maxPacketBytes = maxPayloadBytes + 2 * 1024;
const maxConnections = 4_096;

const limits = {
  // One room that stops reading must not hold up the others: it is cut off, and nobody waits in line behind it.
  drainTimeout: seconds(2.5),
  concurrency: 0,
  connectTimeout: seconds(10),
  keepaliveLimit: 120,
  // Rooms speak QoS 1; half-open QoS 2 handshakes would only pile up.
  maxInflightInbound: 8,
  maxTopicLevels: 8,
} satisfies AedesOptions;

/** Return codes of CONNACK (MQTT 3.1.1 §3.2.2.3). */
const connackCode = { identifierRejected: 2, badUserNameOrPassword: 4, notAuthorized: 5 } as const;

type ConnectArguments = [client: Client, user: string | undefined, password: Buffer | undefined];

/**
 * The broker inside the hub (DESIGN §9): aedes on one TCP port. Messages are taken where they are authorised, so that no
 * subscriber stands between a room and the hub, and a slow feature slows down only the room that sent the message.
 */
export class EmbeddedBroker extends Broker {
  private server: Server | undefined;
  private aedes: Aedes | undefined;
  private isOpen = false;
  private listener: IncomingListener | undefined;
  private readonly changes = new Listeners<boolean>();
  private readonly held = new Map<string, string>();
  /** The newest delivery to each room that has one under way. */
  private readonly deliveries = new Map<string, Promise<void>>();
  private readonly roomOf = new WeakMap<Client, string>();
  private readonly quietLog: QuietLog;

  constructor(
    private readonly address: { readonly host: string; readonly port: number },
    private readonly rooms: KnownRooms,
    private readonly credentials: RoomCredentials,
    private readonly presence: HubPresence,
    private readonly metrics: BrokerMetrics,
    private readonly log: Log,
    clock: Clock,
  ) {
    super();
    this.quietLog = new QuietLog(log, clock);
  }

  get isConnected(): boolean {
    return this.isOpen;
  }

  /** The port that it listens on; the system chose it when the configuration said 0. */
  get port(): number {
    if (!this.server) throw new Error('The embedded broker has not started');
    return (this.server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    this.server = createServer((socket) => this.welcome(socket));
    this.server.maxConnections = maxConnections;
    this.server.listen(this.address.port, this.address.host);
    await once(this.server, 'listening');
    this.aedes = await this.buildAedes();
    this.server.on('error', (err) => this.log.error({ err }, 'the embedded broker cannot take connections'));
    this.isOpen = true;
    this.log.info({ port: this.port }, 'rooms can connect to the embedded broker');
    this.changes.tell(true);
  }

  async stop(): Promise<void> {
    if (!this.isOpen) return;
    await this.deliver(this.presence.topic, this.presence.payload('stopped'), true);
    // From here on nothing is heard: the wills of the connections that close below say nothing about the rooms.
    this.isOpen = false;
    this.changes.tell(false);
    this.server?.close();
    await new Promise<void>((resolve) => this.aedes?.close(resolve));
    this.held.clear();
  }

  async publish(topic: string, payload: string, { retain }: { readonly retain: boolean }): Promise<void> {
    if (!this.isOpen) throw new BrokerUnavailable('The embedded broker is not running');
    if (retain && payload === '') this.held.delete(topic);
    else if (retain) this.held.set(topic, payload);
    // Taken is enough, as with any broker: delivery may wait for a room that stopped reading.
    this.deliverInTurn(topic, payload, retain);
  }

  /**
   * One publication a room at a time. aedes numbers a publication when it takes it, stores a retained one first, and then
   * drops it as a duplicate if a later one has overtaken it on the way to the room.
   */
  private deliverInTurn(topic: string, payload: string, retain: boolean): void {
    const room = parseRoomTopic(topic)?.roomId ?? topic;
    const earlier = this.deliveries.get(room) ?? Promise.resolve();
    const delivery = earlier
      .then(() => this.deliver(topic, payload, retain))
      .catch((err: unknown) => this.log.error({ err, topic }, 'a publication failed'))
      .finally(() => {
        if (this.deliveries.get(room) === delivery) this.deliveries.delete(room);
      });
    this.deliveries.set(room, delivery);
  }

  async sayOnline(): Promise<void> {
    await this.publish(this.presence.topic, this.presence.payload('online'), { retain: true });
  }

  heldPayload(topic: string): string | undefined {
    return this.held.get(topic);
  }

  heldTopics(): readonly string[] {
    return [...this.held.keys()].filter((topic) => topic !== this.presence.topic);
  }

  onMessage(listener: IncomingListener): Unregister {
    this.listener = listener;
    return () => (this.listener = undefined);
  }

  onChange(listener: (isConnected: boolean) => void): Unregister {
    return this.changes.add(listener);
  }

  private async buildAedes(): Promise<Aedes> {
    const aedes = await Aedes.createBroker({
      ...limits,
      persistence: memoryByName() as unknown,
      authenticate: callbackify((...it: ConnectArguments) => this.authenticate(...it)) as AedesOptions['authenticate'] & object,
      authorizePublish: callbackify((client: Client | null, packet: PublishPacket) => this.receive(client, packet)),
      authorizeSubscribe: (client, subscription, done) => done(null, this.mayRead(client, subscription) ? subscription : null),
    });
    aedes.on('clientError', (client, err) => this.tellOfBrokenConnection(client, err));
    aedes.on('connectionError', (client, err) => this.tellOfBrokenConnection(client, err));
    // Not in the types of aedes, but without a listener it would end the process.
    (aedes as EventEmitter).on('error', (err) => this.log.error({ err }, 'the embedded broker met an error'));
    return aedes;
  }

  private welcome(socket: Socket): void {
    socket.setNoDelay(true);
    limitPacketSize(socket, maxPacketBytes, () => {
      this.metrics.dropped.inc({ reason: 'too-large', message: 'unknown' });
      this.quietLog.warn('packet', { limit: maxPacketBytes }, 'a connection was ended: its packet was too large');
    });
    if (this.aedes) this.aedes.handle(socket);
    else socket.destroy();
  }

  /** @throws an error with the CONNACK code when the connection is not allowed. */
  private async authenticate(...[client, user, password = Buffer.alloc(0)]: ConnectArguments): Promise<boolean> {
    const refusal = (returnCode: number) => Object.assign(this.refuse('connect', user, client.id), { returnCode });
    if (user === undefined || user === hubUser || !this.rooms.has(user)) throw refusal(connackCode.badUserNameOrPassword);
    if (!(await this.credentials.isRight(user, password))) throw refusal(connackCode.badUserNameOrPassword);
    if (client.id !== clientIdOf(user)) throw refusal(connackCode.identifierRejected);
    // Nothing may be queued for a room (DESIGN §4): sessions begin clean.
    if (!client.clean) throw refusal(connackCode.notAuthorized);
    this.roomOf.set(client, user);
    return true;
  }

  /** Runs before PUBACK; throwing ends the connection. aedes asks it for wills too. */
  private async receive(client: Client | null, packet: PublishPacket): Promise<void> {
    const roomId = client === null ? undefined : this.roomOf.get(client);
    const isAllowed = roomId !== undefined && this.rooms.has(roomId) && mayPublish(roomId, packet.topic);
    if (!isAllowed || !this.isOpen) throw this.refuse('publish', roomId, packet.topic);
    const isRetainedHappening = packet.retain && !isState(packet.topic);
    // Only state that we know is kept: a room cannot fill the hub's memory under names of its own.
    packet.retain &&= isState(packet.topic);
    const payload = Buffer.from(packet.payload);
    await this.listener?.({ topic: packet.topic, payload, isRetained: isRetainedHappening });
  }

  private mayRead(client: Client, { topic }: Subscription): boolean {
    const roomId = this.roomOf.get(client);
    if (roomId !== undefined && maySubscribe(roomId, topic)) return true;
    this.refuse('subscribe', roomId, topic);
    return false;
  }

  private tellOfBrokenConnection(client: Client, err: Error): void {
    // How aedes names an answer that was still on its way when the other side had left in good order.
    if (err.message === 'connection closed') return;
    this.quietLog.warn('connection', { client: shown(client.id ?? ''), why: shown(err.message) }, 'a connection broke');
  }

  private refuse(action: RefusedAction, user: string | undefined, what: string): Error {
    this.metrics.refused.inc({ action });
    const fields = { action, user: shown(user ?? ''), what: shown(what) };
    this.quietLog.warn(`refuse ${action}`, fields, 'a client may not do this');
    return new Error(`${action} not allowed`);
  }

  private deliver(topic: string, payload: string, retain: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.aedes?.publish({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain }, (err) =>
        err ? reject(err) : resolve(),
      );
    });
  }
}
