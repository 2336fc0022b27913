import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  allProblems,
  apiRoot,
  heartbeatSeconds,
  livePath,
  liveState,
  minutes,
  newId,
  seconds,
  type AnnouncedTest,
  type Call,
  type CurrentSignIn,
  type LiveKind,
  type LiveState,
  type ProblemCode,
  type WaysToSignIn,
} from '@etapiste/protocol';
import { ExampleBookings } from './bookings.js';
import { exampleState } from './state.js';

interface Body {
  readonly id?: string;
  readonly pointIds?: string[];
  readonly shiftId?: string;
  readonly kind?: string;
  readonly reason?: string;
  readonly roomId?: string;
  readonly password?: string;
}
type Change = { readonly kind: LiveKind; readonly value: LiveState[LiveKind][number] };

const exampleWays: WaysToSignIn = {
  providers: [{ id: 'virtu', label: { fi: 'Kirjaudu Virtulla', sv: 'Logga in med Virtu', en: 'Sign in with Virtu' } }],
};
/** Everybody's here. */
export const examplePassword = 'kahvi sukset ratikka lumi';

/** Somebody whose roles fit every page. */
export const exampleSignIn: CurrentSignIn = {
  isDemo: false,
  person: {
    accountId: newId(),
    name: 'Esimerkki Henkilö',
    signInId: newId(),
    method: 'password',
    mustChangePassword: false,
    grants: (['advisor', 'expert', 'maintainer', 'owner'] as const).map((role) => ({
      id: newId(),
      role,
      scope: { kind: 'everything' },
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: null,
    })),
  },
  others: [],
};

/**
 * A hub made of examples: speaks the real stream and answers the operations that pages act through, so that a page can be
 * designed, and its tests run, without gateway, broker or store. It decides only the simplest cases; the rules are the
 * gateway's.
 */
export class ExamplesHub {
  private readonly streams = new Map<ServerResponse, number>();
  private heartbeats: ReturnType<typeof setInterval> | undefined;
  /** Every request that changed something, the newest last: what a test may look at. */
  readonly requests: { readonly method: string; readonly path: string; readonly body: Body }[] = [];
  state: LiveState;
  readonly bookings = new ExampleBookings();
  /** Who has signed in by the browser that asks. */
  signIn: CurrentSignIn = exampleSignIn;

  constructor(state: LiveState = exampleState(new Date())) {
    this.state = liveState.parse(state);
    this.bookings.changed = ({ authorityId, day }) =>
      this.change({
        kind: 'booking-days',
        value: { id: `porvoo/${authorityId}/${day}`, version: 0, pointId: 'porvoo', authorityId, day },
      });
  }

  start(): void {
    this.heartbeats = setInterval(() => this.tellAll('heartbeat', { at: new Date().toISOString() }), seconds(heartbeatSeconds));
  }

  stop(): void {
    clearInterval(this.heartbeats);
    for (const stream of this.streams.keys()) stream.end();
    this.streams.clear();
  }

  /** Open streams now. */
  get streamCount(): number {
    return this.streams.size;
  }

  /** Puts a thing in place and tells every stream; its version becomes newer than what was. */
  change({ kind, value }: Change): void {
    const things = this.state[kind] as { id: string; version: number }[];
    const version = (things.find((thing) => thing.id === value.id)?.version ?? 0) + 1;
    const changed = { ...value, version };
    this.state = { ...this.state, [kind]: [...things.filter((thing) => thing.id !== value.id), changed] };
    this.tellAll('change', { kind, id: value.id, version, value: changed });
  }

  /** Sends one event to every stream with its next number; `n` may be given to make a hole. */
  tellAll(name: 'change' | 'heartbeat' | 'bye', data: object, n?: number): void {
    for (const [stream, next] of this.streams) this.tell(stream, name, n ?? next, data);
  }

  isMine(request: IncomingMessage): boolean {
    return /^\/(api|health)\//.test(request.url ?? '');
  }

  /** Answers one request that `isMine`. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://hub');
    if (path === '/health/live') return this.answer(response, 200, { status: 'ok' });
    if (path === livePath) return this.open(request, response);
    const body = JSON.parse((await readBody(request)) || '{}') as Body;
    if (request.method !== 'GET') this.requests.push({ method: request.method ?? '', path, body });
    const version = Number(/^"(\d+)"$/.exec(request.headers['if-match'] ?? '')?.[1] ?? NaN);
    const asked = { method: request.method ?? '', path: path.slice(apiRoot.length), query, body: { ...body }, version };
    const answered = this.bookings.answer(asked);
    if (answered && 'refused' in answered) return this.refuse(response, answered.refused, answered.extra);
    if (answered) return this.answer(response, answered.body ? 200 : 204, answered.body);
    return this.act(`${request.method} ${path.slice(apiRoot.length)}`, body, response);
  }

  private act(asked: string, body: Body, response: ServerResponse): void {
    const [, callId, deed] = /^POST \/calls\/([^/]+)\/([a-z-]+)$/.exec(asked) ?? [];
    if (callId && deed) return this.actOnCall(callId, deed, body, response);
    if (asked === 'GET /points') return this.answer(response, 200, this.state.points);
    if (asked === 'GET /sign-in') return this.answer(response, 200, this.signIn);
    if (asked === 'GET /sign-in/ways') return this.answer(response, 200, exampleWays);
    if (asked === 'POST /sign-in') {
      if (body.password !== examplePassword) return this.refuse(response, 'sign-in-failed');
      this.signIn = exampleSignIn;
      return this.answer(response, 200, this.signIn);
    }
    if (asked === 'POST /shifts') {
      const value = {
        id: body.id ?? newId(),
        version: 0,
        name: 'Testi Neuvoja',
        pointIds: body.pointIds ?? [],
        startedAt: now(),
        isConnected: true,
      };
      this.change({ kind: 'shifts', value });
      return this.answer(response, 200, { ...value, version: 1 });
    }
    if (asked === 'POST /meetings/announced-tests') return this.answer(response, 200, exampleTest(body.roomId ?? '?'));
    if (/^(PUT|DELETE) \/(shifts|meetings\/announced-tests)\//.test(asked)) return this.answer(response, 204);
    if (/^POST \/devices\/[^/]+\/commands$/.test(asked)) {
      const isLost = this.state.rooms.some((room) => asked.includes(`/${room.id}/`) && room.presence.state !== 'online');
      return isLost
        ? this.refuse(response, 'device-unreachable')
        : this.answer(response, 200, { id: body.id ?? newId(), outcome: 'done', detail: null });
    }
    return this.refuse(response, 'not-found');
  }

  private actOnCall(callId: string, deed: string, body: Body, response: ServerResponse): void {
    const call = this.state.calls.find(({ id }) => id === callId);
    if (!call) return this.refuse(response, 'call-unknown');
    const by = { shiftId: body.shiftId ?? newId(), name: this.state.shifts.find(({ id }) => id === body.shiftId)?.name ?? '?' };
    const isTaken = call.acknowledgedBy !== null && call.acknowledgedBy.shiftId !== by.shiftId;
    if (deed === 'acknowledge' && isTaken) {
      return this.refuse(response, 'call-already-acknowledged', { name: call.acknowledgedBy?.name, at: call.acknowledgedAt });
    }
    const changed: Record<string, Partial<Call>> = {
      receipt: body.kind === 'seen' ? { seenAt: now(), word: 'shown' } : { heardAt: now() },
      acknowledge: { state: 'acknowledged', acknowledgedAt: now(), acknowledgedBy: by },
      'on-the-way': { state: 'on-the-way', word: 'on-the-way', onTheWayAt: now(), onTheWayBy: by },
      done: { state: 'done', endedAt: now(), ending: { by: 'desk', name: by.name, reason: body.reason as never } },
    };
    const value: Call = { ...call, ...changed[deed] };
    this.change({ kind: 'calls', value });
    return deed === 'receipt' ? this.answer(response, 204) : this.answer(response, 200, { ...value, version: call.version + 1 });
  }

  private open(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.streams.set(response, 0);
    request.on('close', () => this.streams.delete(response));
    this.tell(response, 'snapshot', 0, { at: now(), state: this.state });
  }

  private tell(stream: ServerResponse, name: string, n: number, data: object): void {
    this.streams.set(stream, n + 1);
    stream.write(`event: ${name}\ndata: ${JSON.stringify({ n, ...data })}\n\n`);
  }

  private refuse(response: ServerResponse, code: ProblemCode, extra: Record<string, unknown> = {}): void {
    const { status, title } = allProblems[code];
    return this.answer(response, status, { type: `about:blank`, title: title.fi, status, code, extra });
  }

  private answer(response: ServerResponse, status: number, body?: object): void {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body && JSON.stringify(body));
  }
}

const now = () => new Date().toISOString();

/** A test whose picture never comes: there is no media server here. */
const exampleTest = (roomId: string): AnnouncedTest => ({
  id: newId(),
  roomId,
  mountpointId: newId(),
  pin: 'pin',
  seat: 'seat',
  path: '/janus',
  endsAt: new Date(Date.now() + minutes(5)).toISOString(),
});

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};
