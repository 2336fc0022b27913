import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { Transform, type Readable, type Writable } from 'node:stream';
import type { Clock, Timer } from '../../clock/index.js';
import type { Address } from '../hardware.js';
import type { LineQuality } from './line-quality.js';

/** Carries TCP connections to one far address over the simulated line. */
export class TcpRelay {
  private readonly sockets = new Set<Socket>();
  private readonly timers = new Set<Timer>();
  private server: Server | undefined;

  constructor(
    private readonly far: Address,
    private readonly quality: LineQuality,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<Address> {
    this.server = createServer((socket) => this.carry(socket)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  /** The line changed: a cut ends what runs; a healed line ends what hangs in the dark, so that both sides try again. */
  breakConnections(): void {
    for (const socket of this.sockets) socket.destroy();
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
  }

  async stop(): Promise<void> {
    this.breakConnections();
    if (!this.server) return;
    this.server.close();
    await once(this.server, 'close');
    this.server = undefined;
  }

  private carry(near: Socket): void {
    this.keep(near);
    // On a cut line the packets of a new connection simply vanish: it hangs, nobody refuses it.
    if (this.quality.isCut) return;
    const far = this.keep(connect({ ...this.far, noDelay: true }));
    near.setNoDelay(true);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
    this.pass(near, far, 'out');
    this.pass(far, near, 'in');
  }

  private pass(from: Readable, to: Writable, direction: 'out' | 'in'): void {
    const slow = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        const delay = this.quality.delayOf(direction, chunk.length);
        if (delay === 0) return done(null, chunk);
        const timer = this.clock.after(delay, () => {
          this.timers.delete(timer);
          done(null, chunk);
        });
        this.timers.add(timer);
      },
    });
    from.pipe(slow).pipe(to);
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    // A broken connection is what this relay is for; `close` follows and takes the other side along.
    socket.on('error', () => socket.destroy());
    return socket;
  }
}
