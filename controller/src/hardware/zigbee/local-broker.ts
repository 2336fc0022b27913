import { connect as connectTcp } from 'node:net';
import { seconds } from '@etapiste/protocol';
// Only the client itself, as for the line to the hub.
import mqttClient from 'mqtt/lib/client';

/** How long the broker of this machine may take to answer, and a dead one to be noticed (1.5 times this). */
const patience = seconds(5);
const standardPort = 1883;

export interface BrokerEvents {
  onMessage(topic: string, payload: Buffer, isRetained: boolean): void;
  /** The connection is gone; told once. */
  onLost(why: Error): void;
}

/** A connection that listens, until it is closed or lost. */
export interface LocalBroker {
  /** Host and port, without any password of the URL. */
  readonly address: string;
  /** After it nothing more is told. */
  close(): Promise<void>;
}

/**
 * Connects to zigbee2mqtt's broker and listens to these topics (MQTT 3.1.1). Clean session: a press that nobody heard at once is not
 * kept to ring later without anybody knowing its age. Throws one clear sentence when the broker is not there.
 */
export async function openBroker(url: string, topics: readonly string[], events: BrokerEvents): Promise<LocalBroker> {
  const { hostname, port: givenPort, username, password } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(givenPort) || standardPort;
  const address = `${host}:${port}`;
  const client = new mqttClient.default(() => connectTcp({ host, port, noDelay: true }), {
    protocolVersion: 4,
    protocolId: 'MQTT',
    clean: true,
    keepalive: patience / seconds(1),
    connectTimeout: patience,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    ...(username && { username: decodeURIComponent(username), password: decodeURIComponent(password) }),
  });

  let why: (Error & { readonly code?: string | number }) | undefined;
  client.on('error', (error) => (why = error));
  client.on('message', (topic, payload, { retain }) => events.onMessage(topic, payload, retain));
  const sentence = () =>
    new Error(`the local MQTT broker ${address} does not answer: ${why?.message || (why?.code ?? 'it closed the connection')}`);
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('close', () => reject(sentence()));
    });
    await client.subscribeAsync([...topics], { qos: 1 }).catch((error: Error) => {
      throw new Error(`the local MQTT broker ${address} lets nobody listen: ${error.message}`);
    });
  } catch (error) {
    await client.endAsync(true);
    throw error;
  }

  let isClosed = false;
  client.once('close', () => {
    if (!isClosed) events.onLost(sentence());
  });
  return {
    address,
    close: async () => {
      isClosed = true;
      client.removeAllListeners('message');
      await client.endAsync(true);
    },
  };
}
