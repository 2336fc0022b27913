import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { freePort } from '../setup/ports.mjs';

/** A line between browsers and the hub that tests can break in the ways in which real lines break. */
export class Relay {
  private server: Server | undefined;
  private deaf: Worker | undefined;
  private readonly sockets = new Set<Socket>();
  private isSilent = false;
  /** Told every byte that passes, by connection and direction. */
  onBytes: ((connection: object, direction: 'to-hub' | 'from-hub', bytes: Buffer) => void) | undefined;

  private constructor(
    private readonly hubPort: number,
    private readonly port: number,
  ) {}

  static async to(url: string): Promise<Relay> {
    const relay = new Relay(Number(new URL(url).port), await freePort());
    await relay.listen();
    return relay;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Silence: connections open, stay open and say nothing, as when what stands behind a proxy has died. */
  silence(): void {
    this.isSilent = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Everything is cut, and whoever connects anew is refused at once, as when a program has ended. */
  refuse(): void {
    this.server?.close();
    this.server = undefined;
    this.hangUp();
  }

  /** Everything is cut, and whoever connects anew hears nothing at all, as when a switch has died. */
  async swallow(): Promise<void> {
    this.refuse();
    this.deaf = new Worker(new URL('./deaf-listener.mjs', import.meta.url), { workerData: { port: this.port } });
    await once(this.deaf, 'message');
    // A few callers fill the queue of a door with room for one (listen(2)), browsers perhaps among them; the kernel drops the
    // packets of all others.
    while (await this.isAnswered()) continue;
  }

  /** The line is back; what was half-open is gone for good. */
  async heal(): Promise<void> {
    this.isSilent = false;
    this.hangUp();
    await this.deaf?.terminate();
    this.deaf = undefined;
    if (!this.server) await this.listen();
  }

  async close(): Promise<void> {
    this.refuse();
    await this.deaf?.terminate();
  }

  private async listen(): Promise<void> {
    this.server = createServer((browser) => this.carry(browser, connect(this.hubPort, '127.0.0.1')));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private carry(browser: Socket, hub: Socket): void {
    for (const [one, other, direction] of [
      [browser, hub, 'to-hub'],
      [hub, browser, 'from-hub'],
    ] as const) {
      this.join(one).on('close', () => other.destroy());
      one.on('data', (data) => {
        this.onBytes?.(browser, direction, data);
        other.write(data);
      });
      if (this.isSilent) one.pause();
    }
  }

  private isAnswered(): Promise<boolean> {
    const caller = this.join(connect(this.port, '127.0.0.1'));
    const answered = once(caller, 'connect').then(
      () => true,
      () => false,
    );
    return Promise.race([answered, pass(1_000, false)]);
  }

  private join(socket: Socket): Socket {
    this.sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => this.sockets.delete(socket));
  }

  private hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
