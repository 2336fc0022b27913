import { EnvelopeStamp, newId } from '@etapiste/protocol';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { Registry } from 'prom-client';
import { TestClock } from '../../testing/test-clock.js';
import { BrokerMetrics, type DropReason } from '../broker-metrics.js';
import type { Broker } from '../broker.js';
import { noCertificates } from '../client-certificates.js';
import { defaultLimits, type BrokerLimits } from '../limits.js';
import { EmbeddedBroker } from '../embedded-broker.js';
import { ExternalBroker } from '../external-broker.js';
import { HubIdentity } from '../hub-identity.js';
import { HubPresence } from '../hub-presence.js';
import { KnownRooms } from '../known-rooms.js';
import { Reconciler } from '../reconciler.js';
import { clientIdOf } from '../rights.js';
import { RoomLink } from '../room-link.js';
import { RecordingLog } from './recording-log.js';
import type { TestAuthority, TestCredential } from './test-authority.js';

/** A register that tests may change. */
export class TestRooms extends KnownRooms {
  private readonly all: Set<string>;

  constructor(ids: readonly string[]) {
    super();
    this.all = new Set(ids);
  }

  has(roomId: string): boolean {
    return this.all.has(roomId);
  }

  ids(): readonly string[] {
    return [...this.all];
  }

  remove(roomId: string): void {
    this.all.delete(roomId);
  }
}

/** Every room's password in tests. */
export const passwordOf = (roomId: string): string => `password-of-${roomId}`;

export interface WorldOptions {
  /** An external broker instead of the embedded one. */
  readonly external?: { readonly url: string; readonly tls?: TestCredential & { readonly ca: string } };
  /** A second door, for rooms with a certificate of it. */
  readonly authority?: TestAuthority;
  readonly limits?: Partial<BrokerLimits>;
  /** Where several hubs are at one broker. */
  readonly hubName?: string;
}

/** A hub's plumbing around one broker, with everything that tests look at. */
export class BrokerWorld {
  readonly registry = new Registry();
  readonly metrics = new BrokerMetrics(this.registry);
  readonly log = new RecordingLog();
  readonly clock = new TestClock();
  readonly identity: HubIdentity;
  readonly envelopes: EnvelopeStamp;
  readonly presence: HubPresence;
  readonly broker: Broker;
  readonly link: RoomLink;
  readonly reconciler: Reconciler;
  private readonly clients: MqttClient[] = [];

  private constructor(
    readonly rooms: TestRooms,
    private readonly options: WorldOptions,
  ) {
    this.identity = new HubIdentity(options.hubName ?? 'hub-1', newId());
    this.envelopes = new EnvelopeStamp(this.identity.bootId, () => this.clock.now());
    this.presence = new HubPresence(this.identity, this.envelopes);
    this.broker = options.external ? this.external(options.external) : this.embedded();
    this.link = new RoomLink(this.broker, rooms, this.envelopes, this.metrics, this.log, this.clock);
    this.reconciler = new Reconciler(this.broker, this.link, rooms, this.log);
  }

  /** Nothing runs yet: register handlers and providers first, then `start()`. */
  static with(roomIds: readonly string[], options: WorldOptions = {}): BrokerWorld {
    return new BrokerWorld(new TestRooms(roomIds), options);
  }

  async start(): Promise<void> {
    this.link.start();
    await this.broker.start();
    this.reconciler.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.endAsync(true)));
    await this.reconciler.stop();
    await this.broker.stop();
    this.link.stop();
  }

  get port(): number {
    return (this.broker as EmbeddedBroker).port;
  }

  /** A room's connection to the broker, exactly as a controller makes it unless told otherwise. */
  async connect(roomId: string, otherwise: IClientOptions = {}): Promise<MqttClient> {
    const client = await connectAsync(
      this.options.external?.url ?? `mqtt://127.0.0.1:${this.port}`,
      { ...this.connectOptions(roomId), ...otherwise },
      false,
    );
    client.on('error', () => {
      // Being cut off is what many of these tests are about.
    });
    this.clients.push(client);
    return client;
  }

  connectOptions(roomId: string): IClientOptions {
    return {
      protocolVersion: 4,
      clientId: clientIdOf(roomId),
      username: roomId,
      password: passwordOf(roomId),
      reconnectPeriod: 0,
      keepalive: 30,
    };
  }

  async dropped(reason: DropReason): Promise<number> {
    const { values } = await this.metrics.dropped.get();
    return values.filter(({ labels }) => labels.reason === reason).reduce((sum, { value }) => sum + value, 0);
  }

  private embedded(): Broker {
    const credentials = {
      isRight: async (roomId: string, password: Uint8Array) => Buffer.from(password).toString() === passwordOf(roomId),
    };
    const plain = { host: '127.0.0.1', port: 0 };
    const { authority } = this.options;
    const secure = authority && { ...plain, ca: authority.ca, names: ['localhost', '127.0.0.1'], certificates: authority };
    const limits = { ...defaultLimits, ...this.options.limits };
    const doors = secure ? { plain, secure } : { plain };
    return new EmbeddedBroker(doors, this.rooms, credentials, this.presence, this.metrics, this.log, this.clock, limits);
  }

  private external({ url }: NonNullable<WorldOptions['external']>): Broker {
    const address = { url, password: 'hub-password', clientId: `hub-${this.identity.name}` };
    const certificates = this.options.authority ?? noCertificates;
    return new ExternalBroker(address, certificates, this.presence, this.log, this.clock);
  }
}
