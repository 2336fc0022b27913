import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allProblems, simulateBodies, type ProblemCode, type ProblemDetails } from '@etapiste/protocol';
import type { z } from 'zod';
import { doorPage } from './door-page.js';
import type { SimulatedRoomState } from './simulated-room.js';

type BodyName = keyof typeof simulateBodies;

/** What each `POST /simulate/<name>` does. */
export type DoorActions = { readonly [Name in BodyName]: (body: z.infer<(typeof simulateBodies)[Name]>) => void };

export interface DoorOptions {
  readonly port: number;
  readonly allowOrigins: readonly string[];
}

const mostBodyBytes = 4_096;

/** A request that gets a problem instead of an answer. */
class Refused extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly errors?: ProblemDetails['errors'],
  ) {
    super(code);
  }
}

/** The HTTP door of a simulated room, on 127.0.0.1 only. Real drivers have no such door (DESIGN §10). */
export class SimulatedDoor {
  private server: Server | undefined;
  private port = 0;

  constructor(
    private readonly options: DoorOptions,
    private readonly room: SimulatedRoomState,
    private readonly actions: DoorActions,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response));
    server.listen(this.options.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.checkCaller(request, response);
      await this.route(request, response);
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused('internal-error');
      sendProblem(response, refused);
    }
  }

  /** Only this machine, by its own name (a foreign page must not reach us by DNS), and only pages that may. */
  private checkCaller(request: IncomingMessage, response: ServerResponse): void {
    const ownHosts = [`127.0.0.1:${this.port}`, `localhost:${this.port}`];
    if (!ownHosts.includes(request.headers.host ?? '')) throw new Refused('origin-refused');
    const { origin } = request.headers;
    response.setHeader('Vary', 'Origin');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (origin === undefined || ownHosts.some((host) => origin === `http://${host}`)) return;
    if (!this.options.allowOrigins.includes(origin)) throw new Refused('origin-refused');
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', 'content-type');
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const [, root, name, ...rest] = pathname.replace(/\/$/, '').split('/');
    if (root !== 'simulate' || rest.length > 0) throw new Refused('not-found');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (name !== undefined && Object.hasOwn(simulateBodies, name)) return this.act(name as BodyName, request, response);
    if (name !== undefined && name !== 'state' && name !== 'events') throw new Refused('not-found');
    if (request.method !== 'GET') throw new Refused('method-not-allowed');
    if (name === undefined) return sendPage(response, this.room.now.roomId);
    return name === 'state' ? sendJson(response, this.room.now) : this.follow(response);
  }

  private async act(name: BodyName, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') throw new Refused('method-not-allowed');
    const checked = simulateBodies[name].safeParse(await readJson(request));
    if (!checked.success) throw new Refused('request-malformed', checked.error.issues.map(fieldProblem));
    const action = this.actions[name] as (body: unknown) => void;
    action(checked.data);
    sendJson(response, this.room.now);
  }

  /** Server-sent events: the whole state now and after each change. */
  private follow(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const send = () => response.write(`event: state\ndata: ${JSON.stringify(this.room.now)}\n\n`);
    const unsubscribe = this.room.onChange(send);
    response.once('close', unsubscribe);
    send();
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new Refused('media-type-unsupported');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBodyBytes) throw new Refused('body-too-large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refused('request-malformed', [{ field: '', message: 'The body is not JSON' }]);
  }
}

const fieldProblem = ({ path, message }: z.core.$ZodIssue) => ({ field: path.join('.'), message });

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(JSON.stringify(body));
}

function sendPage(response: ServerResponse, roomId: string): void {
  const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'";
  response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy })
    .end(doorPage(roomId));
}

function sendProblem(response: ServerResponse, { code, errors }: Refused): void {
  if (response.headersSent) return void response.destroy();
  const { status, title } = allProblems[code];
  const problem: ProblemDetails = {
    type: `urn:etapiste:problem:${code}`,
    title: title.en,
    status,
    code,
    ...(errors && { errors }),
  };
  // The rest of a body that was not read would be taken for the next request.
  response.writeHead(status, { 'Content-Type': 'application/problem+json', Connection: 'close' }).end(JSON.stringify(problem));
}
