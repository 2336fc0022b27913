import { once } from 'node:events';
import { createServer as createPlain, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createSecure, type Server as SecureServer, type TLSSocket } from 'node:tls';
import { keepCertified, type HubCa } from '../ca/index.js';
import type { Log } from '../log/log.js';
import type { Clock } from '../time/clock.js';
import type { BrokerMetrics } from './broker-metrics.js';
import { ConnectionCounts, type Admission } from './connection-counts.js';
import type { BrokerLimits } from './limits.js';
import { guardPackets } from './packet-guard.js';
import { shown, type QuietLog } from './quiet-log.js';

/** Who came in, as far as the door can tell. */
export interface Guest {
  readonly address: string;
  /** Of the certificate that TLS has checked; undefined at the door without TLS. */
  readonly serial: string | undefined;
  /** The guest has said who it is. */
  known(): void;
}

export interface DoorAddress {
  readonly host: string;
  readonly port: number;
}

/** What a door with TLS shows, and whom it lets in: clients with a certificate of this authority. */
export interface DoorTls {
  readonly ca: HubCa;
  readonly names: readonly string[];
}

interface DoorSurroundings {
  readonly limits: BrokerLimits;
  readonly metrics: BrokerMetrics;
  readonly log: Log;
  readonly quietLog: QuietLog;
  readonly clock: Clock;
}

/** One TCP port by which rooms enter, with or without TLS: it counts them and watches what they send, before MQTT begins. */
export class Door {
  private readonly counts: ConnectionCounts;
  /** By the far end's address and port, which TLS keeps while it wraps the socket. */
  private readonly admissions = new Map<string, Admission>();
  private server: Server | SecureServer | undefined;
  private stopRenewing: (() => void) | undefined;

  constructor(
    private readonly address: DoorAddress,
    private readonly tls: DoorTls | undefined,
    private readonly around: DoorSurroundings,
    private readonly welcome: (socket: Socket, guest: Guest) => void,
  ) {
    this.counts = new ConnectionCounts(around.limits);
  }

  get port(): number {
    if (!this.server) throw new Error('The door has not been opened');
    return (this.server.address() as AddressInfo).port;
  }

  async open(): Promise<void> {
    this.server = this.tls ? await this.secure(this.tls) : createPlain((socket) => this.enter(socket));
    const { server } = this;
    server.prependListener('connection', (socket: Socket) => this.admit(socket));
    server.listen(this.address.port, this.address.host);
    await once(server, 'listening');
    server.on('error', (err) => this.around.log.error({ err }, 'the embedded broker cannot take connections'));
  }

  close(): void {
    this.stopRenewing?.();
    this.server?.close();
  }

  private async secure({ ca, names }: DoorTls): Promise<SecureServer> {
    const certificate = await ca.serverCertificate(names);
    const server = createSecure(
      {
        key: certificate.key,
        cert: certificate.cert,
        ca: ca.certificate,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        handshakeTimeout: this.around.limits.patience,
      },
      (socket) => this.enter(socket, socket),
    );
    server.on('tlsClientError', (err, socket) => this.tellOfHandshake(err, socket));
    this.stopRenewing = keepCertified(server, certificate, names, ca, this.around.clock).stop;
    return server;
  }

  private admit(socket: Socket): void {
    const { quietLog, metrics } = this.around;
    const { remoteAddress = '', remotePort } = socket;
    const admission = this.counts.admit(remoteAddress);
    if (!admission) {
      metrics.refused.inc({ action: 'connection' });
      quietLog.warn('refuse connection', { address: remoteAddress }, 'too many connections: a new one was ended');
      socket.destroy();
      return;
    }
    const name = `${remoteAddress} ${remotePort}`;
    this.admissions.set(name, admission);
    socket.once('close', () => {
      this.admissions.delete(name);
      admission.closed();
    });
  }

  private enter(socket: Socket, secured?: TLSSocket): void {
    const { limits, metrics, quietLog, clock } = this.around;
    const { remoteAddress = '', remotePort } = socket;
    const admission = this.admissions.get(`${remoteAddress} ${remotePort}`);
    if (!admission) return void socket.destroy();
    socket.setNoDelay(true);
    const serial = secured?.getPeerCertificate().serialNumber;
    guardPackets(socket, limits, clock, (why) => {
      metrics.dropped.inc({ reason: why, message: 'unknown' });
      quietLog.warn(why, { address: remoteAddress, serial }, sentences[why]);
    });
    this.welcome(socket, { address: remoteAddress, serial, known: () => admission.known() });
  }

  private tellOfHandshake(err: Error & { code?: string }, socket: TLSSocket): void {
    this.around.metrics.refused.inc({ action: 'handshake' });
    const fields = { address: socket.remoteAddress, why: shown(err.code ?? err.message) };
    this.around.quietLog.warn('refuse handshake', fields, 'a connection was ended: no TLS with a certificate of this hub');
    socket.destroy();
  }
}

const sentences = {
  'too-large': 'a connection was ended: its packet was too large',
  'too-fast': 'a connection was ended: it sent more than a room ever has to say',
} as const;
