import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line between browsers and the hub that tests can cut: what is sent while it is cut goes nowhere, as in a dead network. */
export class Relay {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(private readonly port: number) {
    this.server = createServer((socket) => this.join(socket));
  }

  static async to(url: string): Promise<Relay> {
    const relay = new Relay(Number(new URL(url).port));
    relay.server.listen(0, '127.0.0.1');
    await once(relay.server, 'listening');
    return relay;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Silence: connections stay open and say nothing, as when a switch dies. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** The line is back; what was half-open is gone for good. */
  heal(): void {
    this.isCut = false;
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private join(browser: Socket): void {
    const hub = connect(this.port, '127.0.0.1');
    for (const socket of [browser, hub]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        browser.destroy();
        hub.destroy();
      });
    }
    browser.on('data', (data) => hub.write(data));
    hub.on('data', (data) => browser.write(data));
    if (this.isCut) for (const socket of [browser, hub]) socket.pause();
  }
}
