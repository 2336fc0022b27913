import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { newId, type Grant } from '@etapiste/protocol';
import { isOwnOrigin } from '../http/origin.js';
import { createLog } from '../log/log.js';
import { Actors, type Actor } from '../rights/index.js';
import { TestClock } from '../testing/test-clock.js';
import { onBothStores } from '../testing/test-stores.js';
import { JanusMediaServer } from './janus.media-server.js';
import { JanusProxy } from './janus-proxy.js';
import type { Mountpoint } from './media-server.js';
import { SeatEntity, SeatSessionEntity } from './seat.entity.js';
import { hashOfSeat } from './seats.js';
import { StoreSeats } from './store.seats.js';
import { JanusProcess } from './testing/janus-process.js';

const soon = { timeout: 100_000, interval: 50 };
const log = createLog('silent');

interface Answer {
  readonly janus: string;
  readonly data?: { id: number };
  readonly error?: { code: number };
  readonly plugindata?: { data: { error_code?: number; result?: { status: string } } };
  readonly jsep?: { type: string };
}

/** A page's end of the line, or a thief's. */
class Page {
  private count = 0;
  private readonly heard: (Answer & { transaction?: string })[] = [];
  closed: number | undefined;

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.heard.push(JSON.parse((data as Buffer).toString('utf8')) as Answer));
    socket.on('close', (code) => (this.closed = code));
    socket.on('error', () => undefined);
  }

  /** Janus's answer; a bare `ack` is not one, unless nothing else comes. */
  async ask(frame: object): Promise<Answer> {
    const transaction = `t${this.count++}`;
    this.socket.send(JSON.stringify({ ...frame, transaction }));
    return vi.waitFor(() => {
      const answer = this.heard.find((each) => each.transaction === transaction && each.janus !== 'ack');
      if (!answer) throw new Error('no answer yet');
      return answer;
    }, soon);
  }

  async session(): Promise<number> {
    return (await this.ask({ janus: 'create' })).data?.id as number;
  }

  async handle(session_id: number): Promise<number> {
    return (await this.ask({ janus: 'attach', session_id, plugin: 'janus.plugin.streaming' })).data?.id as number;
  }

  watch(session_id: number, handle_id: number, { id, pin }: Pick<Mountpoint, 'id' | 'pin'>): Promise<Answer> {
    return this.ask({ janus: 'message', session_id, handle_id, body: { request: 'watch', id, pin } });
  }
}

/** People whose sign-ins tests end; a cookie is the id of one. */
class TestActors extends Actors {
  private readonly actors = new Map<string, Actor>();
  private listener: (actorId: string) => void = () => undefined;

  /** Somebody signs in, with some roles. */
  signIn(...roles: readonly Grant['role'][]): Actor {
    const grants = roles.map((role) => grantOf(role));
    const actor: Actor = { kind: 'person', id: newId(), name: 'Maija', signInId: newId(), grants };
    this.actors.set(actor.signInId, actor);
    return actor;
  }

  signOut({ signInId, id }: Actor): void {
    this.actors.delete(signInId);
    this.listener(id);
  }

  give(actor: Actor, ...grants: readonly Grant[]): void {
    this.actors.set(actor.signInId, { ...actor, grants });
    this.listener(actor.id);
  }

  async of({ headers }: Parameters<Actors['of']>[0]): Promise<readonly Actor[]> {
    const actor = this.actors.get(headers.cookie ?? '');
    return actor ? [actor] : [];
  }

  onChange(listener: (actorId: string) => void): void {
    this.listener = listener;
  }
}

const grantOf = (role: Grant['role']): Grant => ({
  id: newId(),
  role,
  scope: { kind: 'everything' },
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: null,
});

const refused = { janus: 'error', error: { code: 403 } };

describe('the way of browsers to Janus', () => {
  let janus: JanusProcess;
  let media: JanusMediaServer;
  let mountpoint: Mountpoint;

  beforeAll(async () => {
    janus = new JanusProcess();
    await janus.start();
    media = new JanusMediaServer({ url: janus.url, rtpHost: '127.0.0.1' }, janus.secrets, janus.keys, log);
    media.start();
    await vi.waitUntil(() => media.isAvailable, soon);
    mountpoint = await media.createMountpoint();
  });
  afterAll(async () => {
    await media.stop();
    await janus.remove();
  });

  onBothStores([SeatEntity, SeatSessionEntity], (open) => {
    let clock: TestClock;
    let seats: StoreSeats;
    let server: Server;
    let proxy: JanusProxy;
    let hub: string;
    let pages: WebSocket[];
    let actors: TestActors;
    let maija: Actor;

    beforeEach(async () => {
      clock = new TestClock();
      clock.jump(Date.now() - clock.now().getTime());
      seats = new StoreSeats(open(), clock);
      server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      pages = [];
      actors = new TestActors();
      maija = actors.signIn('expert');
      startProxy();
    });
    afterEach(async () => {
      for (const page of pages) page.terminate();
      proxy.stop();
      server.close();
      await once(server, 'close');
    });

    const startProxy = () => {
      const { tokenSecret } = janus.secrets;
      const own = ({ headers }: IncomingMessage) => isOwnOrigin(headers, { publicUrl: hub, tls: undefined });
      const endSession = (id: number) => media.destroySession(id);
      const around = {
        server: () => server,
        url: janus.url,
        tokenSecret,
        seats,
        actors,
        endSession,
        isOwnOrigin: own,
        clock,
        log,
      };
      proxy = new JanusProxy(around);
      proxy.start();
    };
    const take = (mountpointId = mountpoint.id, { signInId } = maija) =>
      seats.open({ mountpointId, signInId, expiresAt: new Date(clock.now().getTime() + 300_000) });
    const call = (seat: string, origin: string | undefined = hub, path = '/janus', cookie = maija.signInId) => {
      const socket = new WebSocket(`${hub.replace('http', 'ws')}${path}?seat=${seat}`, 'janus-protocol', {
        headers: { cookie },
        ...(origin ? { origin } : {}),
      });
      pages.push(socket);
      return socket;
    };
    const sit = async (seat: string): Promise<Page> => {
      const page = new Page(call(seat));
      await once(page.socket, 'open');
      return page;
    };
    const statusOf = async (socket: WebSocket): Promise<string> => {
      const [error] = (await once(socket, 'error')) as [Error];
      return error.message;
    };

    test('a page on its seat gets an offer of its picture', async () => {
      const page = await sit(await take());
      const session = await page.session();
      const answer = await page.watch(session, await page.handle(session), mountpoint);
      expect(answer.jsep?.type).toBe('offer');
    });

    test('without a seat, with an invented one or after its end nobody is let in', async () => {
      const expired = await take();
      expect(await statusOf(call(''))).toContain('403');
      expect(await statusOf(call(randomUUID()))).toContain('403');
      clock.pass(300_000);
      expect(await statusOf(call(expired))).toContain('403');
    });

    test('another site’s page is not let in, even with a seat', async () => {
      const seat = await take();
      expect(await statusOf(call(seat, 'https://elsewhere.example'))).toContain('403');
      expect(await statusOf(call(seat, ''))).toContain('403');
      expect(await statusOf(call(seat, hub, '/elsewhere'))).toContain('404');
    });

    test('a session belongs to the seat that made it: nobody else uses or claims it', async () => {
      const owner = await sit(await take());
      const session = await owner.session();
      const handle = await owner.handle(session);
      const thief = await sit(await take());

      expect(await thief.ask({ janus: 'claim', session_id: session })).toMatchObject(refused);
      expect(await thief.ask({ janus: 'keepalive', session_id: session })).toMatchObject(refused);
      expect(await thief.ask({ janus: 'destroy', session_id: session })).toMatchObject(refused);
      expect(await thief.watch(session, handle, mountpoint)).toMatchObject(refused);
      expect((await owner.watch(session, handle, mountpoint)).jsep?.type).toBe('offer');
    });

    test('after a restart of the hub a page claims its own session again, and still nobody else', async () => {
      const [seat, other] = [await take(), await take()];
      const page = await sit(seat);
      const session = await page.session();
      proxy.stop();
      startProxy();

      expect(await (await sit(other)).ask({ janus: 'claim', session_id: session })).toMatchObject(refused);
      expect(await (await sit(seat)).ask({ janus: 'claim', session_id: session })).toMatchObject({ janus: 'success' });
    });

    test('a seat sees its own mountpoint only, even with the other one’s pin', async () => {
      const other = await media.createMountpoint();
      const page = await sit(await take());
      const session = await page.session();
      const handle = await page.handle(session);
      expect(await page.watch(session, handle, other)).toMatchObject(refused);
    });

    test('a viewer makes and destroys nothing on the media server', async () => {
      const page = await sit(await take());
      const session_id = await page.session();
      const handle_id = await page.handle(session_id);
      const secret = janus.keys.secret(mountpoint.id);
      for (const request of ['create', 'destroy', 'edit', 'disable', 'list', 'info']) {
        const body = { request, id: mountpoint.id, secret, admin_key: janus.secrets.streamingAdminKey, type: 'rtp' };
        expect(await page.ask({ janus: 'message', session_id, handle_id, body })).toMatchObject(refused);
      }
      expect(await media.mountpointInfo(mountpoint.id)).toBeDefined();
    });

    test('secrets that a page brings along open no other plugin', async () => {
      const page = await sit(await take());
      const session_id = await page.session();
      const { apiSecret: apisecret } = janus.secrets;
      const answer = await page.ask({ janus: 'attach', session_id, plugin: 'janus.plugin.videoroom', apisecret });
      expect(answer).toMatchObject(refused);
    });

    test('an oversized frame, noise or a flood ends the line', async () => {
      const [big, noise, binary, flood] = [
        await sit(await take()),
        await sit(await take()),
        await sit(await take()),
        await sit(await take()),
      ];
      big.socket.send(JSON.stringify({ janus: 'create', transaction: 'x'.repeat(70_000) }));
      noise.socket.send('not json at all');
      binary.socket.send(Buffer.from([1, 2, 3]));
      for (let frame = 0; frame < 200; frame++) flood.socket.send(JSON.stringify({ janus: 'info', transaction: `${frame}` }));

      await vi.waitFor(
        () => expect([big, noise, binary, flood].map(({ closed }) => closed)).toEqual([1009, 1008, 1008, 1008]),
        soon,
      );
    });

    test('a seat holds four lines at once, not more', async () => {
      const seat = await take();
      for (let line = 0; line < 4; line++) await sit(seat);
      expect(await statusOf(call(seat))).toContain('429');
    });

    test('a seat that asks for many lines at the same moment gets four', async () => {
      const seat = await take();
      const asked = Array.from({ length: 12 }, () => call(seat));
      const answers = await Promise.all(
        asked.map((socket) =>
          once(socket, 'open').then(
            () => 'let in',
            () => 'refused',
          ),
        ),
      );
      expect(answers.filter((answer) => answer === 'let in')).toHaveLength(4);
    });

    test('a seat is good for the sign-in that took it only, also when a page comes back after a restart of the hub', async () => {
      const seat = await take();
      const other = actors.signIn('expert');
      expect(await statusOf(call(seat, hub, '/janus', other.signInId))).toContain('403');
      expect(await statusOf(call(seat, hub, '/janus', ''))).toContain('403');
      const session = await (await sit(seat)).session();
      proxy.stop();
      startProxy();
      expect(await statusOf(call(seat, hub, '/janus', other.signInId))).toContain('403');
      expect(await (await sit(seat)).ask({ janus: 'claim', session_id: session })).toMatchObject({ janus: 'success' });
    });

    test.each<[string, (other: Grant) => void]>([
      ['a sign-in that ends', () => actors.signOut(maija)],
      ['a role that is taken', (other) => actors.give(maija, other)],
    ])('%s closes its lines at once and ends their sessions on Janus', async (_, end) => {
      const seat = await take();
      const page = await sit(seat);
      const session = await page.session();
      const bystander = actors.signIn('expert');
      const beside = new Page(call(await take(mountpoint.id, bystander), hub, '/janus', bystander.signInId));
      await once(beside.socket, 'open');
      actors.give(maija, ...maija.grants, grantOf('maintainer'));
      expect(await page.handle(session)).toEqual(expect.any(Number));

      end(grantOf('maintainer'));
      await vi.waitFor(() => expect(page.closed).toBe(1008), soon);
      expect(await statusOf(call(seat))).toContain('403');
      const janusItself = new Page(new WebSocket(janus.url, 'janus-protocol'));
      pages.push(janusItself.socket);
      await once(janusItself.socket, 'open');
      const asHub = { apisecret: janus.secrets.apiSecret, session_id: session };
      await vi.waitFor(
        async () => expect(await janusItself.ask({ ...asHub, janus: 'claim' })).toMatchObject({ error: { code: 458 } }),
        soon,
      );
      expect(await beside.session()).toEqual(expect.any(Number));
    });

    test('a revoked seat loses its line at once, its session ends, and it cannot come back', async () => {
      const seat = await take();
      const page = await sit(seat);
      const session = await page.session();
      const sessions = await seats.revoke(hashOfSeat(seat));
      expect(sessions).toEqual([session]);
      for (const each of sessions) await media.destroySession(each);

      await vi.waitFor(() => expect(page.closed).toBe(1008), soon);
      expect(await statusOf(call(seat))).toContain('403');
      // Not only the line: the session is gone on Janus, and the picture with it (458 = no such session).
      const janusItself = new Page(new WebSocket(janus.url, 'janus-protocol'));
      pages.push(janusItself.socket);
      await once(janusItself.socket, 'open');
      const asHub = { apisecret: janus.secrets.apiSecret, session_id: session };
      expect(await janusItself.ask({ ...asHub, janus: 'claim' })).toMatchObject({ janus: 'error', error: { code: 458 } });
    });
  });
});
