import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server before the hub, as sites have one: answers 502 while the hub is gone, and sees every request. */
export class Front {
  /** Paths that were asked for, in their order. */
  readonly asked: string[] = [];
  /** Called before a request goes on to the hub; what it awaits the browser waits for. */
  before: (path: string) => Promise<void> = async () => undefined;
  private readonly server = createServer((incoming, answer) => void this.pass(incoming, answer));

  private constructor(private readonly hub: URL) {}

  static async to(url: string): Promise<Front> {
    const front = new Front(new URL(url));
    front.server.listen(0, '127.0.0.1');
    await once(front.server, 'listening');
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method, url = '/', headers } = incoming;
    this.asked.push(url);
    await this.before(url);
    const { hostname, port, host } = this.hub;
    const outgoing = request({
      hostname,
      port,
      method,
      path: url,
      headers: { ...headers, host, ...origin(headers.origin, this.hub) },
    });
    outgoing.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
      response.on('error', () => answer.destroy());
    });
    outgoing.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    answer.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }
}

/** The hub answers its own pages only: to it, they come from itself. */
const origin = (asked: string | undefined, hub: URL): { origin?: string } => (asked === undefined ? {} : { origin: hub.origin });
