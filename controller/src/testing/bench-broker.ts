import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';

/** A real broker on a free port, for tests: it can be killed and started again at the same address. */
export class BenchBroker {
  private readonly sockets = new Set<Socket>();
  private aedes: Aedes | undefined;
  private server: Server | undefined;
  port = 0;

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const aedes = await Aedes.createBroker();
    const server = createServer((socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      aedes.handle(socket);
    });
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.aedes = aedes;
    this.server = server;
  }

  /** Every connection breaks at once, without a farewell; the broker stays. */
  breakConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** The broker dies and forgets everything, as an embedded one does. */
  async stop(): Promise<void> {
    const { aedes, server } = this;
    if (!aedes || !server) return;
    this.aedes = undefined;
    this.server = undefined;
    server.close();
    this.breakConnections();
    await once(server, 'close');
    await new Promise<void>((resolve) => aedes.close(resolve));
  }
}
