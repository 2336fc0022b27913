import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { Dice } from './counts.js';

/**
 * The loopback address on which the line's near end stands, of this process alone: two runs at once never meet. Janus listens on
 * 127.0.0.1; a process's number has 22 bits at most (proc(5), pid_max).
 */
export const mediaLineHost = [127, (process.pid >> 16) + 1, (process.pid >> 8) & 0xff, process.pid & 0xff].join('.');

/** What a line is like. */
export interface LineWeather {
  /** What it carries; more waits, and what has no place to wait is lost. */
  readonly kbps: number;
  /** The part of all packets that is lost by chance, on the way up. */
  readonly loss: number;
}

const clear: LineWeather = { kbps: Number.POSITIVE_INFINITY, loss: 0 };
/** IPv4 and UDP. */
const headerBytes = 28;
/** As tbf with `latency 250ms`: who waits longer than this has no place. */
const queueMs = 250;
const rtpOfPicture = 0x60;

/**
 * The line up from the rooms to the media server, packet by packet, for every port of the media server: a token bucket with a
 * short queue and random loss, as on a thin subscriber line. What comes back (RTCP) passes freely.
 */
export class MediaLine {
  /** Every picture's source that ever passed, in order. */
  readonly sources: number[] = [];
  /** How often a picture's sequence number has wrapped (RFC 3550 §5.1: 16 bits). */
  wraps = 0;
  private readonly sequences = new Map<number, number>();
  private weather = clear;
  private isFreeAtMs = 0;
  private losesNext = false;
  private readonly dice = new Dice();
  private readonly near: Socket[] = [];
  /** One far socket for each near port and sender, so that answers find their way back. */
  private readonly far = new Map<string, Socket>();
  private readonly timers = new Set<NodeJS.Timeout>();

  static async open({ first, last }: { readonly first: number; readonly last: number }): Promise<MediaLine> {
    const line = new MediaLine();
    for (let port = first; port <= last; port++) await line.listen(port);
    return line;
  }

  set(weather: Partial<LineWeather>): void {
    this.weather = { ...clear, ...weather };
    this.isFreeAtMs = 0;
  }

  /** The next packet of a picture is lost. */
  loseNext(): void {
    this.losesNext = true;
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    for (const socket of [...this.near, ...this.far.values()]) socket.close();
  }

  private async listen(port: number): Promise<void> {
    const socket = createSocket('udp4');
    socket.on('message', (packet, from) => this.carry(packet, port, from, socket));
    socket.bind(port, mediaLineHost);
    await once(socket, 'listening');
    this.near.push(socket);
  }

  private carry(packet: Buffer, port: number, from: RemoteInfo, near: Socket): void {
    if (isOfPicture(packet)) {
      this.note(packet);
      if (this.losesNext) return void (this.losesNext = false);
    }
    const now = performance.now();
    const { kbps, loss } = this.weather;
    const startsAtMs = Math.max(now, this.isFreeAtMs);
    if (startsAtMs - now > queueMs || this.dice.next() < loss) return;
    this.isFreeAtMs = startsAtMs + ((packet.length + headerBytes) * 8) / kbps;
    const far = this.farOf(port, from, near);
    const waitMs = this.isFreeAtMs - now;
    if (waitMs < 1) return far.send(packet, port, '127.0.0.1');
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      far.send(packet, port, '127.0.0.1');
    }, waitMs);
    this.timers.add(timer);
  }

  private farOf(port: number, from: RemoteInfo, near: Socket): Socket {
    const name = `${port} ${from.address}:${from.port}`;
    const known = this.far.get(name);
    if (known) return known;
    const socket = createSocket('udp4');
    // Nobody listens there while Janus is away.
    socket.on('error', () => undefined);
    socket.on('message', (packet) => near.send(packet, from.port, from.address));
    this.far.set(name, socket);
    return socket;
  }

  private note(packet: Buffer): void {
    const source = packet.readUInt32BE(8);
    if (!this.sources.includes(source)) this.sources.push(source);
    const sequence = packet.readUInt16BE(2);
    if ((this.sequences.get(source) ?? 0) - sequence > 0x8000) this.wraps += 1;
    this.sequences.set(source, sequence);
  }
}

/** RTP of the picture's payload type: what else passes is RTCP (RFC 5761 §4). */
const isOfPicture = (packet: Buffer): boolean => ((packet[1] ?? 0) & 0x7f) === rtpOfPicture && packet.length >= 12;
