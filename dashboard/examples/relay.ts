import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between a browser and a server that a test can cut: Playwright's own offline switch does not cut a stream. */
export class Relay {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private readonly server = createServer((browser) => this.join(browser));

  constructor(private readonly targetPort: number) {}

  /** Answers with the address that goes through the relay. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.cut();
    this.server.close();
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  private join(browser: Socket): void {
    if (this.isCut) return void browser.destroy();
    const server = connect(this.targetPort, '127.0.0.1');
    for (const [one, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      this.sockets.add(one);
      one.pipe(other);
      // An end that breaks takes the other with it; the cause is the test's own.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
