import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { callbackify } from 'node:util';
import { Aedes, type AedesOptions, type Client, type PublishPacket, type Subscription } from 'aedes';
import { parseRoomTopic, seconds } from '@etapiste/protocol';
import type { Log } from '../log/log.js';
import type { BrokerMetrics, RefusedAction } from './broker-metrics.js';
import { Broker, BrokerUnavailable, type IncomingListener, type Unregister } from './broker.js';
import type { Clock } from '../time/clock.js';
import { noCertificates, type ClientCertificates } from './client-certificates.js';
import { Door, type DoorAddress, type DoorTls, type Guest } from './door.js';
import type { HubPresence } from './hub-presence.js';
import type { KnownRooms } from './known-rooms.js';
import { defaultLimits, type BrokerLimits } from './limits.js';
import { Listeners } from './listeners.js';
import { QuietLog, shown } from './quiet-log.js';
import { clientIdOf, hubUser, isState, mayPublish, maySubscribe } from './rights.js';
import { memoryByName } from './memory-by-name.js';
import type { RoomCredentials } from './room-passwords.js';
import { TakeoverWatch } from './takeover-watch.js';

const lookAtCertificatesEvery = seconds(30);

const manners = {
  // Nobody waits in line behind a room that has stopped reading.
  concurrency: 0,
  keepaliveLimit: 120,
  // Rooms speak QoS 1; half-open QoS 2 handshakes would only pile up.
  maxInflightInbound: 8,
  maxTopicLevels: 8,
} satisfies AedesOptions;

/** Return codes of CONNACK (MQTT 3.1.1 §3.2.2.3). */
const connackCode = { identifierRejected: 2, unavailable: 3, badUserNameOrPassword: 4, notAuthorized: 5 } as const;

/** By which doors rooms enter, and what they show there. */
export interface BrokerDoors {
  /** By name and password, and on this very machine only: what the demo's rooms use. */
  readonly plain: DoorAddress;
  /** By a certificate. */
  readonly secure?: DoorAddress & DoorTls & { readonly certificates: ClientCertificates };
}

/** A room's connection. */
interface Seat {
  readonly client: Client;
  readonly guest: Guest;
}

interface Refusal {
  readonly code: number;
  readonly why: string;
}

type ConnectArguments = [client: Client, user: string | undefined, password: Buffer | undefined];

/**
 * The broker inside the hub (DESIGN §9): aedes behind one or two doors. Messages are taken where they are authorised, so that no
 * subscriber stands between a room and the hub, and a slow feature slows down only the room that sent the message.
 */
export class EmbeddedBroker extends Broker {
  private readonly doors: readonly Door[];
  private readonly certificates: ClientCertificates;
  private readonly takeovers: TakeoverWatch;
  private aedes: Aedes | undefined;
  private isOpen = false;
  private listener: IncomingListener | undefined;
  private readonly changes = new Listeners<boolean>();
  private readonly held = new Map<string, string>();
  /** The newest delivery to each room that has one under way. */
  private readonly deliveries = new Map<string, { last: Promise<void>; bytes: number }>();
  private readonly guests = new WeakMap<object, Guest>();
  private readonly roomOf = new WeakMap<Client, string>();
  private readonly seats = new Map<string, Seat>();
  private readonly quietLog: QuietLog;
  private readonly endings: (() => void)[] = [];

  constructor(
    { plain, secure }: BrokerDoors,
    private readonly rooms: KnownRooms,
    private readonly credentials: RoomCredentials,
    private readonly presence: HubPresence,
    private readonly metrics: BrokerMetrics,
    private readonly log: Log,
    clock: Clock,
    private readonly limits: BrokerLimits = defaultLimits,
  ) {
    super();
    const quietLog = new QuietLog(log, clock);
    const around = { limits, metrics, log, quietLog, clock };
    const welcome = (socket: Socket, guest: Guest) => this.welcome(socket, guest);
    this.quietLog = quietLog;
    this.takeovers = new TakeoverWatch(limits.takeovers, clock);
    this.certificates = secure?.certificates ?? noCertificates;
    this.doors = [new Door(plain, undefined, around, welcome), ...(secure ? [new Door(secure, secure, around, welcome)] : [])];
  }

  get isConnected(): boolean {
    return this.isOpen;
  }

  /** The ports that it listens on; the system chose one where the configuration said 0. */
  get port(): number {
    return (this.doors[0] as Door).port;
  }

  get securePort(): number | undefined {
    return this.doors[1]?.port;
  }

  async start(): Promise<void> {
    this.aedes = await this.buildAedes();
    for (const door of this.doors) await door.open();
    this.isOpen = true;
    const look = setInterval(() => this.lookAtCertificates(), lookAtCertificatesEvery);
    this.endings.push(
      () => clearInterval(look),
      this.certificates.onLost(() => this.lookAtCertificates()),
    );
    this.log.info({ port: this.port, securePort: this.securePort }, 'rooms can connect to the embedded broker');
    this.changes.tell(true);
  }

  async stop(): Promise<void> {
    if (!this.isOpen) return;
    await this.deliver(this.presence.topic, this.presence.payload('stopped'), true);
    // From here on nothing is heard: the wills of the connections that close below say nothing about the rooms.
    this.isOpen = false;
    for (const end of this.endings.splice(0)) end();
    this.changes.tell(false);
    for (const door of this.doors) door.close();
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
    const roomId = parseRoomTopic(topic)?.roomId;
    const line = this.deliveries.get(roomId ?? topic) ?? { last: Promise.resolve(), bytes: 0 };
    this.deliveries.set(roomId ?? topic, line);
    line.bytes += payload.length;
    if (roomId !== undefined && line.bytes > this.limits.waitingBytes) this.cutOff(roomId, line.bytes);
    const delivery = line.last
      .then(() => this.deliver(topic, payload, retain))
      .catch((err: unknown) => this.log.error({ err, topic }, 'a publication failed'))
      .finally(() => {
        line.bytes -= payload.length;
        if (line.last === delivery) this.deliveries.delete(roomId ?? topic);
      });
    line.last = delivery;
  }

  /** A room that does not read while much waits for it: nothing may pile up for it, and it reads the newest state when it is back. */
  private cutOff(roomId: string, waitingBytes: number): void {
    const seat = this.seats.get(roomId);
    if (!seat) return;
    this.quietLog.warn('cut off', { room: roomId, waitingBytes }, 'a room that does not read was cut off');
    this.seats.delete(roomId);
    seat.client.close();
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
      ...manners,
      drainTimeout: this.limits.drainPatience,
      connectTimeout: this.limits.patience,
      persistence: memoryByName() as unknown,
      authenticate: callbackify((...it: ConnectArguments) => this.authenticate(...it)) as AedesOptions['authenticate'] & object,
      authorizePublish: callbackify((client: Client | null, packet: PublishPacket) => this.receive(client, packet)),
      authorizeSubscribe: (client, subscription, done) => done(null, this.mayRead(client, subscription) ? subscription : null),
    });
    aedes.on('clientDisconnect', (client) => this.leave(client));
    aedes.on('clientError', (client, err) => this.tellOfBrokenConnection(client, err));
    aedes.on('connectionError', (client, err) => this.tellOfBrokenConnection(client, err));
    // Not in the types of aedes, but without a listener it would end the process.
    (aedes as EventEmitter).on('error', (err) => this.log.error({ err }, 'the embedded broker met an error'));
    return aedes;
  }

  private welcome(socket: Socket, guest: Guest): void {
    this.guests.set(socket, guest);
    if (this.aedes) this.aedes.handle(socket);
    else socket.destroy();
  }

  private leave(client: Client): void {
    const roomId = this.roomOf.get(client);
    if (roomId !== undefined && this.seats.get(roomId)?.client === client) this.seats.delete(roomId);
  }

  /** @throws an error with the CONNACK code when the connection is not allowed. */
  private async authenticate(...[client, user, password = Buffer.alloc(0)]: ConnectArguments): Promise<boolean> {
    const guest = this.guests.get(client.conn) as Guest;
    const refusal = (returnCode: number, why: string) =>
      Object.assign(this.refuse('connect', guest.serial ?? user, `${shown(client.id)}: ${why}`), { returnCode });
    const roomId = guest.serial === undefined ? await this.roomByPassword(user, password) : this.roomBySerial(guest.serial);
    if (typeof roomId !== 'string') throw refusal(roomId.code, roomId.why);
    if (client.id !== clientIdOf(roomId)) throw refusal(connackCode.identifierRejected, 'client id');
    // Nothing may be queued for a room (DESIGN §4): sessions begin clean.
    if (!client.clean) throw refusal(connackCode.notAuthorized, 'lasting session');
    if (this.isTaken(roomId) && !this.mayTakeOver(roomId, guest)) throw refusal(connackCode.unavailable, 'place is taken');
    guest.known();
    this.roomOf.set(client, roomId);
    this.seats.set(roomId, { client, guest });
    return true;
  }

  private async roomByPassword(user: string | undefined, password: Buffer): Promise<string | Refusal> {
    const isKnown = user !== undefined && user !== hubUser && this.rooms.has(user);
    if (isKnown && (await this.credentials.isRight(user, password))) return user;
    return { code: connackCode.badUserNameOrPassword, why: 'name or password' };
  }

  private roomBySerial(serial: string): string | Refusal {
    const worth = this.certificates.worthOf(serial);
    if (!worth.isGood) return { code: connackCode.notAuthorized, why: `certificate ${worth.why}` };
    if (!this.rooms.has(worth.roomId)) return { code: connackCode.notAuthorized, why: 'no such room' };
    return worth.roomId;
  }

  private isTaken(roomId: string): boolean {
    const seat = this.seats.get(roomId);
    return seat !== undefined && !seat.client.closed;
  }

  private mayTakeOver(roomId: string, guest: Guest): boolean {
    const verdict = this.takeovers.wants(roomId);
    if (verdict === 'fight-begins') {
      const addresses = [this.seats.get(roomId)?.guest.address, guest.address];
      this.log.warn(
        { room: roomId, addresses },
        'two machines fight for the place of one room: whoever has it keeps it for a minute',
      );
    }
    return verdict === 'may-take';
  }

  /** Ends the connections whose certificate has lost its worth while they were open. */
  private lookAtCertificates(): void {
    for (const [roomId, { client, guest }] of this.seats) {
      const worth = guest.serial === undefined ? undefined : this.certificates.worthOf(guest.serial);
      if (worth === undefined || worth.isGood) continue;
      this.log.info(
        { room: roomId, serial: guest.serial, why: worth.why },
        'a controller was cut off: its certificate does not count',
      );
      client.close();
    }
  }

  /** Runs before PUBACK; throwing ends the connection. aedes asks it for wills too. */
  private async receive(client: Client | null, packet: PublishPacket): Promise<void> {
    const roomId = client === null ? undefined : this.roomOf.get(client);
    const isAllowed = roomId !== undefined && this.rooms.has(roomId) && mayPublish(roomId, packet.topic);
    if (!client || !isAllowed || !this.isOpen) throw this.refuse('publish', roomId, packet.topic);
    const isRetainedHappening = packet.retain && !isState(packet.topic);
    // Only state that we know is kept: a room cannot fill the hub's memory under names of its own.
    packet.retain &&= isState(packet.topic);
    const payload = Buffer.from(packet.payload);
    const from = this.guests.get(client.conn)?.address;
    await this.listener?.({ topic: packet.topic, payload, isRetained: isRetainedHappening, from });
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
