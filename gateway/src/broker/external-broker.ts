import { connect, connectAsync, type IPublishPacket, type ISubscriptionGrant, type MqttClient } from 'mqtt';
import { deviceMessages, parseRoomTopic, seconds, topicRoot } from '@etapiste/protocol';
import type { Log } from '../log/log.js';
import type { Clock } from '../time/clock.js';
import { Broker, BrokerUnavailable, type IncomingListener, type Unregister } from './broker.js';
import type { ClientCertificates } from './client-certificates.js';
import type { HubPresence } from './hub-presence.js';
import { Listeners } from './listeners.js';
import { QuietLog } from './quiet-log.js';
import { clientIdOf, hubUser, messageOf } from './rights.js';

/** Everything that rooms say, and what hubs have said: the latter to see what the broker really holds. */
const roomsFilter = `${topicRoot}/rooms/+/+/+`;
const refusedGrant = 0x80;
/** A room that may not be here is cut off so often at most, however much it says. */
const cutOffAgainMs = seconds(1);
/** The broker reads its new list a moment after the hub has written it: whoever came back meanwhile goes again. */
const cutOffAfterMs = [0, seconds(2), seconds(10)];
/** So many messages are handled side by side before the broker is made to wait. */
const mostAtOnce = 100;

/**
 * A broker somewhere else: Mosquitto, EMQX or any that speaks MQTT 3.1.1 (DESIGN §9). Reconnects for ever; while it is
 * away nothing is queued, because rooms ask again and the reconciler publishes anew. Such a broker asks no store: when a certificate is
 * taken back, the hub takes the room's place there for a moment, which ends its connection, and does not hear a room that has none left.
 */
export class ExternalBroker extends Broker {
  private client: MqttClient | undefined;
  private isReady = false;
  private atOnce = 0;
  private listener: IncomingListener | undefined;
  private readonly changes = new Listeners<boolean>();
  private readonly held = new Map<string, string>();
  private readonly quietLog: QuietLog;
  private readonly cutOffAtMs = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private unregister: Unregister | undefined;

  constructor(
    private readonly address: { readonly url: string; readonly password: string | undefined; readonly clientId: string },
    private readonly certificates: Pick<ClientCertificates, 'isShutOut' | 'onLost'>,
    private readonly presence: HubPresence,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {
    super();
    this.quietLog = new QuietLog(log, clock);
  }

  get isConnected(): boolean {
    return this.isReady;
  }

  async start(): Promise<void> {
    const { url, password, clientId } = this.address;
    const client = connect(url, {
      protocolVersion: 4,
      clientId,
      username: hubUser,
      ...(password !== undefined && { password }),
      clean: true,
      resubscribe: false,
      queueQoSZero: false,
      keepalive: 15,
      connectTimeout: seconds(5),
      reconnectPeriod: seconds(1),
      will: this.will(),
    });
    this.client = client;
    client.handleMessage = (packet, done) => this.receive(packet, done);
    client.on('connect', () => void this.begin(client));
    client.on('close', () => this.lose(client));
    client.on('error', (err) => this.quietLog.warn('error', { why: err.message }, 'the broker cannot be reached'));
    this.unregister = this.certificates.onLost((roomId) => this.cutOffSoon(roomId));
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.unregister?.();
    for (const timer of this.timers) clearTimeout(timer);
    if (!client) return;
    if (this.isReady) {
      await client.publishAsync(this.presence.topic, this.presence.payload('stopped'), { qos: 1, retain: true });
    }
    this.become(false);
    await client.endAsync(true);
  }

  async publish(topic: string, payload: string, { retain }: { readonly retain: boolean }): Promise<void> {
    const client = this.client;
    if (!client || !this.isReady) throw new BrokerUnavailable('The broker is away');
    let unregister: Unregister | undefined;
    const lost = new Promise<never>((_, reject) => {
      unregister = this.changes.add(() => reject(new BrokerUnavailable('The broker went away before it answered')));
    });
    await Promise.race([client.publishAsync(topic, payload, { qos: 1, retain }), lost]).finally(unregister);
  }

  async sayOnline(): Promise<void> {
    await this.publish(this.presence.topic, this.presence.payload('online'), { retain: true });
  }

  heldPayload(topic: string): string | undefined {
    return this.held.get(topic);
  }

  heldTopics(): readonly string[] {
    return [...this.held.keys()];
  }

  onMessage(listener: IncomingListener): Unregister {
    this.listener = listener;
    return () => (this.listener = undefined);
  }

  onChange(listener: (isConnected: boolean) => void): Unregister {
    return this.changes.add(listener);
  }

  private async begin(client: MqttClient): Promise<void> {
    this.held.clear();
    try {
      const grants = (await client.subscribeAsync(roomsFilter, { qos: 1 })) as (ISubscriptionGrant & { qos: number })[];
      if (grants.some(({ qos }) => qos === refusedGrant)) throw new Error(`it does not let the hub read ${roomsFilter}`);
    } catch (cause) {
      this.quietLog.warn('subscribe', { err: cause }, 'the broker is there but of no use; tried again');
      // Closing it makes the client try again by its own rule.
      client.stream.destroy();
      return;
    }
    this.log.info({ hub: this.presence.topic }, 'connected to the external broker');
    this.become(true);
  }

  /** The next connection has its own number, so that a late will of this one is recognised. */
  private lose(client: MqttClient): void {
    this.presence.beginNextConnection();
    client.options.will = this.will();
    this.become(false);
  }

  private will() {
    return { topic: this.presence.topic, payload: Buffer.from(this.presence.payload('lost')), qos: 1 as const, retain: true };
  }

  private become(isReady: boolean): void {
    if (this.isReady === isReady) return;
    this.isReady = isReady;
    this.changes.tell(isReady);
  }

  /** `done` lets the client acknowledge and read on: at once, unless too many messages are being handled. */
  private receive(packet: IPublishPacket, done: () => void): void {
    const payload = Buffer.from(packet.payload);
    if (messageOf(packet.topic)?.direction === 'hub-to-room') {
      this.see(packet, payload);
      return done();
    }
    const roomId = parseRoomTopic(packet.topic)?.roomId;
    if (this.listener === undefined || roomId === undefined) return done();
    // That it is there, or gone, is told also of whoever should not be there.
    if (packet.topic !== deviceMessages.presence.topic(roomId) && this.certificates.isShutOut(roomId)) {
      void this.cutOff(roomId);
      return done();
    }
    this.atOnce += 1;
    const mustWait = this.atOnce > mostAtOnce;
    const finished = () => {
      this.atOnce -= 1;
      if (mustWait) done();
    };
    this.listener({ topic: packet.topic, payload, isRetained: packet.retain }).then(finished, finished);
    if (!mustWait) done();
  }

  /** Also when another certificate of the room counts: its controller is back within a second, and the other one is not. */
  private cutOffSoon(roomId: string): void {
    for (const ms of cutOffAfterMs) {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        void this.cutOff(roomId);
      }, ms);
      this.timers.add(timer);
    }
  }

  /**
   * A broker ends the older of two connections with one client id (MQTT 3.1.1 §3.1.4-2), and here the hub is the newer one. Mosquitto
   * by our rules names clients by their certificate, other brokers as they name themselves.
   */
  private async cutOff(roomId: string): Promise<void> {
    const nowMs = this.clock.monotonicMs();
    if (!this.isReady || nowMs - (this.cutOffAtMs.get(roomId) ?? -Infinity) < cutOffAgainMs) return;
    this.cutOffAtMs.set(roomId, nowMs);
    this.log.info({ room: roomId }, 'a room is cut off: its certificate does not count any more');
    const { url, password } = this.address;
    const hub = { protocolVersion: 4, username: hubUser, ...(password !== undefined && { password }), clean: true } as const;
    for (const clientId of [roomId, clientIdOf(roomId)]) {
      try {
        const place = await connectAsync(url, { ...hub, clientId, connectTimeout: seconds(5), reconnectPeriod: 0 }, false);
        await place.endAsync(true);
      } catch (cause) {
        this.quietLog.warn('cut off', { room: roomId, err: cause }, 'a room could not be cut off; tried again when it speaks');
      }
    }
  }

  /** Our own publications come back live; what the broker held before comes with the retain flag, also if it never should. */
  private see({ topic, retain }: IPublishPacket, payload: Buffer): void {
    if (payload.length === 0) this.held.delete(topic);
    else if (retain || messageOf(topic)?.retain) this.held.set(topic, payload.toString('utf8'));
  }
}
