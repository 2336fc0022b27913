import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../log/log.js';
import type { Actor, Actors } from '../rights/index.js';
import type { Clock } from '../time/clock.js';
import type { Unregister } from './media-server.js';
import { hashOfSeat, type Seat, type Seats } from './seats.js';
import { signedToken } from './signed-token.js';
import { closeCode, ViewerLine } from './viewer-line.js';

/** Path of Janus's WebSocket through the hub. */
export const janusPath = '/janus';

const protocol = 'janus-protocol';
const maxFrameBytes = 64 * 1024;
const mostLinesPerSeat = 4;
const connectTimeoutMs = 5_000;

const statusText = { 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const;

export interface JanusProxyParts {
  /** The hub's HTTP server, once it is there. */
  readonly server: () => Server;
  /** WebSocket of Janus's API; `undefined` for a hub without video. */
  readonly url: string | undefined;
  readonly tokenSecret: string;
  readonly seats: Seats;
  readonly actors: Actors;
  /** Ends a session on Janus with everything in it: closing its line alone would leave the picture on for a minute. */
  readonly endSession: (sessionId: number) => Promise<void>;
  /** Whether a request comes from one of the hub's own pages. */
  readonly isOwnOrigin: (request: IncomingMessage) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who sits on a seat now, by what request. */
interface Sitting {
  readonly seat: Seat;
  readonly request: IncomingMessage;
  readonly actor: Actor;
}

/**
 * The way of browsers to Janus: `/janus?seat=<name>` on the hub's own HTTP server, for holders of a living seat only, one line
 * to Janus for each page. Closes as soon as its seat is revoked or expires, or the sign-in or a role by which it was taken ends. Never logs the address: the seat is in it.
 */
export class JanusProxy {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, handleProtocols: () => protocol });
  private readonly lines = new Map<string, Set<ViewerLine>>();
  private readonly sittings = new Map<ViewerLine, Sitting>();
  /** How many lines of a seat Janus has not answered yet. */
  private readonly onTheirWay = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    this.admit(request, socket, head).catch((error: unknown) => {
      this.parts.log.error({ err: error }, 'a viewer could not be let in');
      refuse(socket, 503);
    });
  };
  private server: Server | undefined;
  private unregister: Unregister | undefined;

  constructor(private readonly parts: JanusProxyParts) {}

  /** Answers the upgrades of the server from now on. */
  start(): void {
    this.server = this.parts.server();
    this.server.on('upgrade', this.onUpgrade);
    this.unregister = this.parts.seats.onRevoked((hash) => this.closeSeat(hash));
    this.parts.actors.onChange((actorId) => void this.judgeAnew(actorId));
  }

  stop(): void {
    this.server?.off('upgrade', this.onUpgrade);
    this.unregister?.();
    for (const timer of this.timers) clearTimeout(timer);
    for (const line of [...this.lines.values()].flatMap((set) => [...set])) line.close(closeCode.goingAway);
    for (const page of this.sockets.clients) page.terminate();
    this.lines.clear();
    this.sittings.clear();
  }

  private async admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hub');
    if (pathname !== janusPath) return refuse(socket, 404);
    if (!this.parts.isOwnOrigin(request)) return refuse(socket, 403);
    const name = searchParams.get('seat') ?? '';
    const seat = await this.parts.seats.find(name);
    const actor = seat && (await this.mayWatch(request, seat));
    if (!seat || !actor) return refuse(socket, 403);
    const hash = hashOfSeat(name);
    const held = this.lines.get(hash)?.size ?? 0;
    const onTheirWay = this.onTheirWay.get(hash) ?? 0;
    if (held + onTheirWay >= mostLinesPerSeat) return refuse(socket, 429);

    this.onTheirWay.set(hash, onTheirWay + 1);
    const janus = await this.callJanus();
    this.arrive(hash);
    if (!janus) return refuse(socket, 503);
    if (socket.destroyed) return janus.close();
    if (!(await this.mayWatch(request, seat))) {
      // Ended while Janus was called.
      janus.close();
      return refuse(socket, 403);
    }
    this.sockets.handleUpgrade(request, socket, head, (page) => this.connect(name, { seat, request, actor }, page, janus));
  }

  /** The one place where it is decided who may sit on a seat, also when a page claims its session again after a restart. */
  private async mayWatch(request: IncomingMessage, seat: Seat): Promise<Actor | undefined> {
    const actors = await this.parts.actors.of({ headers: request.headers });
    return actors.find(({ signInId }) => signInId === seat.signInId);
  }

  /** Something of an actor has changed: whoever sits by a sign-in or a role that is gone loses the seat for good. */
  private async judgeAnew(actorId: string): Promise<void> {
    const theirs = [...this.sittings].filter(([, { actor }]) => actor.id === actorId);
    for (const [line, { seat, request, actor: before }] of theirs) {
      try {
        const now = await this.mayWatch(request, seat);
        const hasLost = before.grants.some(({ id }) => !now?.grants.some((grant) => grant.id === id));
        if (now && !hasLost) continue;
        for (const sessionId of await this.parts.seats.revoke(line.seatHash)) await this.parts.endSession(sessionId);
      } catch (error) {
        this.parts.log.error({ err: error }, 'a viewer could not be judged anew, and is cut off');
        line.close(closeCode.policyViolation);
      }
    }
  }

  private arrive(hash: string): void {
    const others = (this.onTheirWay.get(hash) ?? 0) - 1;
    if (others > 0) this.onTheirWay.set(hash, others);
    else this.onTheirWay.delete(hash);
  }

  private connect(name: string, sitting: Sitting, page: WebSocket, janus: WebSocket): void {
    const { seats, clock, log, tokenSecret } = this.parts;
    const { expiresAt } = sitting.seat;
    const token = (plugins: readonly string[]) => signedToken(tokenSecret, plugins, clock.now(), expiresAt);
    const line = new ViewerLine({ seat: name, seats, page, janus, token, monotonicMs: () => clock.monotonicMs(), log });
    const hash = hashOfSeat(name);
    const timer = setTimeout(() => line.close(closeCode.policyViolation), expiresAt.getTime() - clock.now().getTime());
    this.timers.add(timer);
    this.lines.set(hash, (this.lines.get(hash) ?? new Set()).add(line));
    this.sittings.set(line, sitting);
    page.on('close', () => {
      clearTimeout(timer);
      this.timers.delete(timer);
      this.sittings.delete(line);
      this.lines.get(hash)?.delete(line);
      if (this.lines.get(hash)?.size === 0) this.lines.delete(hash);
    });
    line.start();
  }

  private closeSeat(hash: string): void {
    for (const line of this.lines.get(hash) ?? []) line.close(closeCode.policyViolation);
  }

  private callJanus(): Promise<WebSocket | undefined> {
    const { url } = this.parts;
    if (url === undefined) return Promise.resolve(undefined);
    const janus = new WebSocket(url, protocol, { handshakeTimeout: connectTimeoutMs });
    return new Promise((resolve) => {
      janus.once('open', () => resolve(janus));
      janus.on('error', (error) => {
        this.parts.log.debug({ err: error }, 'the media server did not answer a viewer');
        resolve(undefined);
      });
    });
  }
}

function refuse(socket: Duplex, status: keyof typeof statusText): void {
  socket.end(`HTTP/1.1 ${status} ${statusText[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
