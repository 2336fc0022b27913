import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A bare TCP line to a hub: what a browser would never send can be written on it. */
export class RawLine {
  private readonly chunks: Buffer[] = [];
  isClosed = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    socket.on('close', () => (this.isClosed = true));
    socket.on('error', () => socket.destroy());
  }

  static async to(url: string): Promise<RawLine> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    const line = new RawLine(socket);
    await once(socket, 'connect');
    return line;
  }

  /** Everything that has come back. */
  get heard(): string {
    return Buffer.concat(this.chunks).toString('latin1');
  }

  /** Status of the first answer; 0 while there is none. */
  get status(): number {
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.heard)?.[1] ?? 0);
  }

  get statuses(): number[] {
    return [...this.heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  }

  write(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  end(): void {
    this.socket.destroy();
  }

  async untilClosed(): Promise<this> {
    if (!this.isClosed) await once(this.socket, 'close');
    return this;
  }
}

/** Sends a head and a body as they are and waits until the hub has closed the line: the head asks for that. */
export async function ask(url: string, head: readonly string[], body: string | Buffer = ''): Promise<RawLine> {
  const line = await RawLine.to(url);
  line.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  line.write(body);
  return line.untilClosed();
}
