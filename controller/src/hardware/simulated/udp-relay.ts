import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Clock, Timer } from '../../clock/index.js';
import type { Address } from '../hardware.js';
import type { LineQuality } from './line-quality.js';

/** Carries datagrams (RTP out, RTCP back) to one far address over the simulated line. */
export class UdpRelay {
  private readonly timers = new Set<Timer>();
  private near: Socket | undefined;
  private out: Socket | undefined;
  private sender: RemoteInfo | undefined;

  constructor(
    private readonly far: Address,
    private readonly quality: LineQuality,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<Address> {
    const near = (this.near = createSocket('udp4'));
    const out = (this.out = createSocket('udp4'));
    near.on('message', (datagram, sender) => {
      this.sender = sender;
      this.later('out', datagram.length, () => out.send(datagram, this.far.port, this.far.host));
    });
    out.on('message', (datagram) => {
      this.later('in', datagram.length, () => {
        if (this.sender) near.send(datagram, this.sender.port, this.sender.address);
      });
    });
    // Nobody listens at the far end (yet): a datagram more or less is nothing to fall over.
    for (const socket of [near, out]) socket.on('error', () => undefined);
    near.bind(0, '127.0.0.1');
    out.bind(0);
    await Promise.all([once(near, 'listening'), once(out, 'listening')]);
    return { host: '127.0.0.1', port: near.address().port };
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
    const sockets = [this.near, this.out].filter((socket) => socket !== undefined);
    this.near = undefined;
    this.out = undefined;
    // Both at once: what one still heard could not be sent on by the other.
    await Promise.all(sockets.map((socket) => once(socket.close(), 'close')));
  }

  private later(direction: 'out' | 'in', bytes: number, send: () => void): void {
    const delay = this.quality.delayOfDatagram(direction, bytes);
    if (delay === undefined) return;
    if (delay === 0) return send();
    const timer = this.clock.after(delay, () => {
      this.timers.delete(timer);
      send();
    });
    this.timers.add(timer);
  }
}
