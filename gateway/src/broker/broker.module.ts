import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EnvelopeStamp, newId } from '@etapiste/protocol';
import { Global, Module } from '@nestjs/common';
import { register } from 'prom-client';
import { HubCa } from '../ca/index.js';
import { Config } from '../config/config.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { BrokerMetrics } from './broker-metrics.js';
import { Broker } from './broker.js';
import { ClientCertificates } from './client-certificates.js';
import { EmbeddedBroker } from './embedded-broker.js';
import { HubIdentity } from './hub-identity.js';
import { HubPresence } from './hub-presence.js';
import { KnownRooms } from './known-rooms.js';
import { Reconciler } from './reconciler.js';
import { RoomLink } from './room-link.js';
import { RoomPasswords } from './room-passwords.js';

/** The password of the hub's own MQTT user; a broker without passwords needs none. */
async function readHubPassword(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(path.join(dataDir, 'secrets', 'hub.password'), 'utf8')).trim();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

async function createBroker(
  config: Config,
  rooms: KnownRooms,
  presence: HubPresence,
  metrics: BrokerMetrics,
  log: Log,
  clock: Clock,
  ca: HubCa,
  certificates: ClientCertificates,
): Promise<Broker> {
  const ownLog = log.child({ feature: 'broker' });
  if (config.mqttUrl !== undefined) {
    const password = await readHubPassword(config.dataDir);
    // A hub with its own broker never carries the MQTT client, which weighs 6 MB.
    const { ExternalBroker } = await import('./external-broker.js');
    const address = { url: config.mqttUrl, password, clientId: `hub-${config.hubName}` };
    return new ExternalBroker(address, certificates, presence, ownLog, clock);
  }
  const credentials = new RoomPasswords(path.join(config.dataDir, 'secrets', 'rooms'));
  const plain = { host: '127.0.0.1', port: config.mqttPort };
  const names = [...new Set([new URL(config.roomsMqttUrl).hostname, 'localhost', '127.0.0.1'])];
  const doors = config.secureMqtt ? { plain, secure: { ...config.secureMqtt, ca, names, certificates } } : { plain };
  return new EmbeddedBroker(doors, rooms, credentials, presence, metrics, ownLog, clock);
}

/** The wire between rooms and features, for everybody: features know only `RoomLink` and `Reconciler`. */
@Global()
@Module({
  providers: [
    { provide: BrokerMetrics, useFactory: () => new BrokerMetrics(register) },
    { provide: HubIdentity, inject: [Config], useFactory: (config: Config) => new HubIdentity(config.hubName, newId()) },
    {
      provide: EnvelopeStamp,
      inject: [HubIdentity, Clock],
      useFactory: (identity: HubIdentity, clock: Clock) => new EnvelopeStamp(identity.bootId, () => clock.now()),
    },
    {
      provide: HubPresence,
      inject: [HubIdentity, EnvelopeStamp],
      useFactory: (identity: HubIdentity, envelopes: EnvelopeStamp) => new HubPresence(identity, envelopes),
    },
    {
      provide: Broker,
      inject: [Config, KnownRooms, HubPresence, BrokerMetrics, Log, Clock, HubCa, ClientCertificates],
      useFactory: createBroker,
    },
    {
      provide: RoomLink,
      inject: [Broker, KnownRooms, EnvelopeStamp, BrokerMetrics, Log, Clock],
      useFactory: (broker: Broker, rooms: KnownRooms, envelopes: EnvelopeStamp, metrics: BrokerMetrics, log: Log, clock: Clock) =>
        new RoomLink(broker, rooms, envelopes, metrics, log.child({ feature: 'broker' }), clock),
    },
    {
      provide: Reconciler,
      inject: [Broker, RoomLink, KnownRooms, Log],
      useFactory: (broker: Broker, link: RoomLink, rooms: KnownRooms, log: Log) =>
        new Reconciler(broker, link, rooms, log.child({ feature: 'broker' })),
    },
  ],
  exports: [Broker, RoomLink, Reconciler, HubIdentity],
})
export class BrokerModule {}
