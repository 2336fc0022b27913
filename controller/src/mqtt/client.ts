import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { seconds, type Milliseconds } from '@etapiste/protocol';
// Only the client itself: the package's front door also loads WebSockets and proxies, 4 MB that a room never needs.
import mqttClient from 'mqtt/lib/client';
import type { NetworkLine } from '../hardware/index.js';
import type { Access } from './room-access.js';

export type Client = InstanceType<typeof mqttClient.default>;

export interface ClientOptions {
  readonly access: Access;
  readonly will: { readonly topic: string; readonly payload: string };
  /** How long connecting may take, and how often the line is tried while nothing is said. */
  readonly patience: Milliseconds;
}

/**
 * One connection: MQTT 3.1.1, fixed client id, clean session, and no second life: it neither connects again nor queues anything
 * (DESIGN §4). Every end is told as `close`, the reason before it as `error`.
 */
export async function openClient(options: ClientOptions, line: NetworkLine): Promise<Client> {
  const { roomId, url, password, tls } = options.access;
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === 'mqtts:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const near = await line.tcp({ host, port: Number(port) || (isSecure ? 8883 : 1883) });

  // The server is named by its host; an address is checked as such.
  const servername = isIP(host) ? {} : { servername: host };
  const open = () =>
    isSecure ? connectTls({ ...near, ...servername, ...tls }).setNoDelay(true) : connectTcp({ ...near, noDelay: true });
  return new mqttClient.default(open, {
    protocolVersion: 4,
    protocolId: 'MQTT',
    clientId: `room-${roomId}`,
    username: roomId,
    ...(password !== undefined && { password }),
    clean: true,
    keepalive: options.patience / seconds(1),
    connectTimeout: options.patience,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    will: { ...options.will, payload: Buffer.from(options.will.payload), qos: 1, retain: true },
  });
}
