import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { seconds, type Milliseconds } from '@etapiste/protocol';
// Only the client itself: the package's front door also loads WebSockets and proxies, 4 MB that a room never needs.
import mqttClient from 'mqtt/lib/client';
import type { NetworkLine } from '../hardware/index.js';

export type Client = InstanceType<typeof mqttClient.default>;

export interface ClientOptions {
  readonly roomId: string;
  /** `mqtt://` or `mqtts://`. */
  readonly url: string;
  readonly password: string;
  /** The certificate (PEM) that the broker is trusted by, when it is not a public one. */
  readonly ca: string | undefined;
  readonly will: { readonly topic: string; readonly payload: string };
  /** How long connecting may take, and how often the line is tried while nothing is said. */
  readonly patience: Milliseconds;
}

/**
 * One connection: MQTT 3.1.1, fixed client id, clean session, and no second life: it neither connects again nor queues anything
 * (DESIGN §4). Every end is told as `close`, the reason before it as `error`.
 */
export async function openClient(options: ClientOptions, line: NetworkLine): Promise<Client> {
  const { protocol, hostname, port } = new URL(options.url);
  const isSecure = protocol === 'mqtts:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const near = await line.tcp({ host, port: Number(port) || (isSecure ? 8883 : 1883) });

  // A certificate names a host; an address has none to check.
  const servername = isIP(host) ? {} : { servername: host };
  const trusted = options.ca === undefined ? {} : { ca: options.ca };
  const open = () =>
    isSecure ? connectTls({ ...near, ...servername, ...trusted }).setNoDelay(true) : connectTcp({ ...near, noDelay: true });
  return new mqttClient.default(open, {
    protocolVersion: 4,
    protocolId: 'MQTT',
    clientId: `room-${options.roomId}`,
    username: options.roomId,
    password: options.password,
    clean: true,
    keepalive: options.patience / seconds(1),
    connectTimeout: options.patience,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    will: { ...options.will, payload: Buffer.from(options.will.payload), qos: 1, retain: true },
  });
}
