import {
  allOperations,
  apiRoot,
  deviceMessages,
  EnvelopeStamp,
  idOf,
  liveRights,
  newId,
  rightTo,
  role,
  roomStateMessages,
  serviceOperations,
  type BodyOf,
  type Grant,
  type LiveKind,
  type LiveState,
  type Operation,
  type Reach,
  type Right,
  type Role,
  type Scope,
} from '@etapiste/protocol';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { z } from 'zod';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectAsync, type MqttClient } from 'mqtt';
import type { EmbeddedBroker } from '../broker/embedded-broker.js';
import { Broker } from '../broker/index.js';
import { BookingEntity, QueueEntryEntity } from '../bookings/index.js';
import { Presses } from '../calls/presses.service.js';
import { Store } from '../database/store.js';
import { operationKey } from '../http/implements.decorator.js';
import { HubLive } from '../live/hub-live.js';
import { Register } from '../points/index.js';
import { Rooms } from '../rooms/index.js';
import { arbitraryOf } from '../testing/arbitrary.js';
import { signInAs, signInTerminal, type Browser } from '../testing/sign-in.js';
import { soon } from '../testing/soon.js';
import { LiveReader, startTestHub, testPassword, type TestHub } from '../testing/test-hub.js';
import { Places } from './places.js';
import { openKey } from './rights.guard.js';

/** Two places of the house: every role with a scope has the first, and not the second. `nowhere` is a place that does not exist. */
const points = { own: 'porvoo', elsewhere: 'imatra', nowhere: 'atlantis' } as const;
type Where = keyof typeof points;
const authorities: Record<Where, string> = { own: 'kela', elsewhere: 'vero', nowhere: 'atlantis-office' };
const services: Record<Where, string> = { own: 'kela-neuvonta', elsewhere: 'vero-henkilo', nowhere: 'atlantis-advice' };

const everything: Scope = { kind: 'everything' };
const ownPoints: Scope = { kind: 'points', pointIds: [points.own] };
const ownAuthority: Scope = { kind: 'authority', authorityId: 'kela' };
const scopeOf: Record<Exclude<Role, 'terminal' | 'controller'>, Scope> = {
  advisor: ownPoints,
  lead: ownPoints,
  'booking-agent': ownAuthority,
  expert: ownAuthority,
  'authority-admin': ownAuthority,
  maintainer: ownPoints,
  owner: everything,
  reporter: everything,
  guest: { kind: 'visit', visitId: newId() },
};
/** A controller speaks MQTT and has no cookie. */
const roles = role.options.filter((each) => each !== 'controller');

/** Ids that the feature itself looks up by whoever asks, where nothing but the asker's own is ever found. */
const judgedByFeature = ['accountId', 'grantId', 'signInId', 'enrolmentId', 'actorId', 'subjectId'];

/** Ends what the other tests need. */
const endsTheSignIn = new Set(['signOut']);

let hub: TestHub;
const browsers = new Map<Role, Browser>();
const shifts = new Map<Role, string>();
const calls = new Map<Where, string>();
const agreements: Record<Where, string> = {
  own: idOf('agreement', points.own, services.own),
  elsewhere: idOf('agreement', points.elsewhere, services.elsewhere),
  nowhere: newId(),
};
const calendars: Record<Where, string> = { own: newId(), elsewhere: newId(), nowhere: newId() };
const bookings: Record<Where, string> = { own: newId(), elsewhere: newId(), nowhere: newId() };
const waiting: Record<Where, string> = { own: newId(), elsewhere: newId(), nowhere: newId() };
/** Pages make these ids; what they name is new, and judged by what else is named. */
const making = new Set(['holdTime', 'book', 'serveNow', 'joinQueue']);
let room: MqttClient;

beforeAll(async () => {
  hub = await startTestHub();
  for (const each of roles) {
    const browser =
      each === 'terminal'
        ? await signInTerminal(hub.hub, 'porvoo-1')
        : await signInAs(hub.hub, each, { role: each, scope: scopeOf[each] } satisfies Pick<Grant, 'role' | 'scope'>);
    browsers.set(each, browser);
  }
  for (const where of ['own', 'elsewhere'] as const) calls.set(where, await callFrom(`${points[where]}-1`));
  calls.set('nowhere', newId());
  for (const each of ['advisor', 'lead'] as const) {
    shifts.set(each, newId());
    const body = { id: shifts.get(each), pointIds: [points.own] };
    const { status, text } = await ask({ method: 'POST', path: '/shifts' }, { body }, browsers.get(each));
    if (status !== 200) throw new Error(`no shift for ${each}: ${text}`);
  }
  for (const where of ['own', 'elsewhere'] as const) {
    await makeCalendar(where);
    await makeBooking(where);
  }
  room = await occupiedRoom('porvoo-1');
});
afterAll(async () => {
  await room?.endAsync();
  await hub.remove();
});

/** A controller that says that somebody is in its room. */
async function occupiedRoom(roomId: string): Promise<MqttClient> {
  const { port } = hub.hub.get(Broker) as EmbeddedBroker;
  const credentials = {
    username: roomId,
    password: testPassword(roomId),
    clientId: `room-${roomId}`,
    protocolVersion: 4,
  } as const;
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, credentials);
  const stamp = new EnvelopeStamp(newId(), () => new Date());
  for (const message of [deviceMessages.presence, roomStateMessages.occupancy]) {
    await client.publishAsync(message.topic(roomId), JSON.stringify(stamp.stamp(message.example)), { qos: 1, retain: true });
  }
  await soon(() => {
    if (hub.hub.get(Rooms).one(roomId)?.occupancy.state !== 'occupied') throw new Error('nobody is known to be there');
  });
  return client;
}

/** Somebody who has booked, and somebody who waits. */
async function makeBooking(where: 'own' | 'elsewhere'): Promise<void> {
  const [from, to] = [new Date('2026-11-25T08:00:00.000Z'), new Date('2026-11-25T08:30:00.000Z')];
  const place = { pointId: points[where], serviceId: services[where], authorityId: authorities[where] };
  const time = { roomId: `${points[where]}-1`, seat: 'seat', from, to, slots: 1, day: '2026-11-25', channel: 'on-site' } as const;
  const done = { customer: null, createdAt: from, arrivedAt: null, endedAt: null, cancelReason: null };
  const state = { version: 1, fingerprint: '', state: 'booked', code: '0000' } as const;
  await hub.hub.get(Store).write(async ({ manager }) => {
    await manager.insert(BookingEntity, { id: bookings[where], ...place, ...time, ...state, ...done });
    const queued = { version: 0, customer: null, joinedAt: from, endedAt: null };
    await manager.insert(QueueEntryEntity, { id: waiting[where], ...place, ...queued });
  });
}

async function makeCalendar(where: 'own' | 'elsewhere'): Promise<void> {
  const scope: Scope = { kind: 'authority', authorityId: authorities[where] };
  const by = await signInAs(hub.hub, 'calendars', { role: 'authority-admin', scope });
  const body: BodyOf<typeof serviceOperations.createCalendar> = {
    id: calendars[where],
    authorityId: authorities[where],
    name: 'Neuvojat',
    serviceIds: [services[where]],
    pointIds: null,
    channels: ['on-site'],
    seats: 1,
    hours: [],
    exceptionalHours: [],
    validFrom: null,
    validTo: null,
  };
  const { status, text } = await ask(serviceOperations.createCalendar, { body }, by);
  if (status !== 200) throw new Error(`no calendar of ${where}: ${text}`);
}

async function callFrom(roomId: string): Promise<string> {
  const press = { id: newId(), source: 'wall-button', ageMs: 1, clockSynced: true, pressedAt: new Date().toISOString() } as const;
  const { callId } = await hub.hub.get(Presses).raise(roomId, press);
  return callId ?? '';
}

interface Brought {
  readonly parameters?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
}

async function ask(
  { method, path, ifMatch }: Pick<Operation, 'method' | 'path' | 'ifMatch'>,
  { parameters, query, body }: Brought,
  by?: Browser,
) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters?.[name])));
  const asked = new URLSearchParams((query ?? {}) as Record<string, string>).toString();
  const response = await fetch(`${hub.url}${apiRoot}${filled}${asked ? `?${asked}` : ''}`, {
    method,
    headers: {
      ...(by ? { cookie: by.cookie, origin: hub.url } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch ? { 'if-match': '"1"' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  return { status: response.status, text, code: isProblem ? (JSON.parse(text) as { code: string }).code : undefined };
}

/** What a request of the right form names, somewhere. */
function bring({ name: operation, parameters, query, body }: Operation, where: Where, by: Role): Brought {
  const named: Record<string, unknown> = {
    callId: calls.get(where),
    roomId: `${points[where]}-1`,
    pointId: points[where],
    pointIds: [points[where]],
    shiftId: shifts.get(by) ?? newId(),
    authorityId: authorities[where],
    serviceId: services[where],
    serviceIds: [services[where]],
    agreementId: agreements[where],
    calendarId: calendars[where],
    bookingId: making.has(operation) ? newId() : bookings[where],
    queueId: making.has(operation) ? newId() : waiting[where],
    id: newId(),
  };
  const fill = (schema: z.ZodType | undefined) => {
    if (!schema) return undefined;
    const [made] = fc.sample(arbitraryOf(schema), { numRuns: 1, seed: 7 });
    if (typeof made !== 'object' || made === null) return made;
    return Object.fromEntries(Object.entries(made).map(([name, value]) => [name, named[name] ?? value]));
  };
  const [inPath, asked, given] = [fill(parameters), query ? {} : undefined, fill(body)];
  return {
    ...(inPath ? { parameters: inPath as Record<string, unknown> } : {}),
    ...(asked ? { query: asked } : {}),
    ...(given === undefined ? {} : { body: given }),
  };
}

const placeFields = [
  'callId',
  'roomId',
  'pointId',
  'pointIds',
  'authorityId',
  'serviceId',
  'serviceIds',
  'agreementId',
  'calendarId',
  'bookingId',
  'queueId',
];
const namesAPlace = (operation: Operation): boolean =>
  placeFields.some(
    (name) =>
      name in (bring(operation, 'own', 'advisor').parameters ?? {}) ||
      name in ((bring(operation, 'own', 'advisor').body as object | undefined) ?? {}),
  );

/** How the table itself refused, if it did. */
const refusalIn = ({ code }: { code: string | undefined }) => ['sign-in-needed', 'not-allowed'].find((each) => each === code);
const reachOf = (right: Right, by: Role): Reach | undefined => {
  if (right === 'signed-in') return by === 'terminal' ? undefined : 'everything';
  return right === 'anyone' ? 'everything' : right[by];
};

describe.each(allOperations.map((operation) => [`${operation.feature} ${operation.name}`, operation] as const))(
  '%s',
  (_, operation) => {
    const right = rightTo(operation) as Right;

    it('is in the table', () => {
      expect(right).toBeDefined();
    });

    it(`asks ${right === 'anyone' ? 'nobody' : 'everybody'} to sign in`, async () => {
      const answer = await ask(operation, bring(operation, 'own', 'advisor'));
      expect(refusalIn(answer)).toBe(right === 'anyone' ? undefined : 'sign-in-needed');
    });

    it.each(roles.filter(() => !endsTheSignIn.has(operation.name)))('to %s is what the table says', async (by) => {
      const answer = await ask(operation, bring(operation, 'own', by), browsers.get(by));
      const refusal = reachOf(right, by) ? undefined : 'not-allowed';
      expect({ refusal: refusalIn(answer), isOurFault: answer.status === 500 }).toEqual({ refusal, isOurFault: false });
    });

    const scoped = roles.filter((by) => reachOf(right, by) === 'own' && namesAPlace(operation));
    it.each(scoped)('of elsewhere is answered to %s, word for word, like what does not exist', async (by) => {
      const browser = browsers.get(by);
      const elsewhere = await ask(operation, bring(operation, 'elsewhere', by), browser);
      expect(elsewhere.status).toBeGreaterThanOrEqual(400);
      expect(elsewhere).toEqual(await ask(operation, bring(operation, 'nowhere', by), browser));
    });
  },
);

describe('no request', () => {
  it('reaches a route that neither the table nor its own word lets through', () => {
    const routes = [...hub.hub.get(ModulesContainer).values()]
      .flatMap(({ controllers }) => [...controllers.values()])
      .flatMap(({ metatype }) => {
        const prototype = (metatype as { prototype: object }).prototype;
        return Object.getOwnPropertyNames(prototype).map((name) => [name, Reflect.get(prototype, name)] as const);
      })
      .filter(([, handler]) => typeof handler === 'function' && Reflect.hasMetadata(METHOD_METADATA, handler));
    const unnamed = routes.filter(([, handler]) => {
      const operation = Reflect.getMetadata(operationKey, handler) as Operation | undefined;
      return operation ? !rightTo(operation) : !Reflect.getMetadata(openKey, handler);
    });
    expect(unnamed.map(([name]) => name)).toEqual([]);
    expect(routes.length).toBeGreaterThan(allOperations.length);
  });

  it('names a thing that nobody looks up', () => {
    const fields = allOperations.flatMap(({ parameters, query, body }) =>
      [parameters, query, body].flatMap((schema) =>
        schema instanceof z.ZodObject ? Object.keys(schema.shape).filter((name) => /Ids?$/.test(name)) : [],
      ),
    );
    const known = new Set([...hub.hub.get(Places).names, ...judgedByFeature]);
    expect([...new Set(fields)].filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the live stream', () => {
  const kinds = Object.keys(liveRights) as LiveKind[];
  const audienceOf = (by: Role) => (by === 'terminal' ? 'room:porvoo-1' : 'staff');
  const placed: Record<LiveKind, (value: never) => string> = {
    hub: () => '',
    points: ({ id }: LiveState['points'][number]) => id,
    rooms: ({ pointId }: LiveState['rooms'][number]) => pointId,
    calls: ({ pointId }: LiveState['calls'][number]) => pointId,
    devices: ({ id }: LiveState['devices'][number]) => hub.hub.get(Register).room(id)?.pointId ?? '',
    shifts: ({ pointIds }: LiveState['shifts'][number]) => pointIds.join(' '),
    'booking-days': ({ pointId }: LiveState['booking-days'][number]) => pointId,
  };

  /** Where the things of a kind are that somebody with this reach sees. */
  const seenWith = (kind: LiveKind, reach: Reach | undefined): string[] => {
    if (!reach) return [];
    if (kind === 'hub') return [''];
    // Pages read the days that they show; the stream only says which ones to read again.
    if (kind === 'booking-days') return [];
    return reach === 'own' ? [points.own] : ['imatra', 'nurmes', 'porvoo'];
  };
  const snapshotOf = async (reader: LiveReader): Promise<LiveState> => {
    const snapshot = await soon(() => {
      const found = reader.events.find(({ event }) => event === 'snapshot');
      if (!found) throw new Error('no snapshot yet');
      return found;
    });
    return (snapshot.data as unknown as { state: LiveState }).state;
  };

  it.each(roles)('shows %s what the table says', async (by) => {
    const reader = new LiveReader(hub.url, browsers.get(by) as Browser, audienceOf(by));
    const state = await snapshotOf(reader);
    const seen = kinds.map((kind) => [
      kind,
      [...new Set((state[kind] as never[]).map((value) => placed[kind](value)))].toSorted(),
    ]);
    expect(seen).toEqual(kinds.map((kind) => [kind, seenWith(kind, liveRights[kind][by])]));
    reader.close();
  });

  it.each(roles)('tells %s only of changes that the table lets through', async (by) => {
    const reader = new LiveReader(hub.url, browsers.get(by) as Browser, audienceOf(by));
    const state = await snapshotOf(reader);
    const [elsewhere, own] = [await callFrom(`${points.elsewhere}-1`), await callFrom(`${points.own}-1`)];
    // Sent last, and everybody who sees anything sees it.
    hub.hub.get(HubLive).setVideoAvailable(!state.hub[0]?.isVideoAvailable);
    const told = () => reader.events.filter(({ event }) => event === 'change').map(({ data }) => data['id']);
    const seesTheHub = liveRights.hub[by] !== undefined;
    await vi.waitUntil(() => !seesTheHub || told().includes('hub'), { timeout: 100_000 });
    expect([own, elsewhere].map((id) => told().includes(id))).toEqual([liveRights.calls[by] === 'own', false]);
    reader.close();
  });

  it.each([
    ['advisor', 'occupied'],
    ['expert', 'unknown'],
  ] as const)('says to %s of who is in a room: %s', async (by, word) => {
    const reader = new LiveReader(hub.url, browsers.get(by) as Browser);
    const { rooms } = await snapshotOf(reader);
    expect(rooms.find(({ id }) => id === 'porvoo-1')?.occupancy.state).toBe(word);
    reader.close();
  });

  it('ends with the right to it', async () => {
    const browser = await signInTerminal(hub.hub, 'nurmes-1');
    const reader = new LiveReader(hub.url, browser, 'room:nurmes-1');
    await soon(() => expect(reader.events.map(({ event }) => event)).toContain('snapshot'));
    await signInTerminal(hub.hub, 'nurmes-1');
    await soon(() => expect(reader.events.at(-1)).toMatchObject({ event: 'bye', data: { reason: 'signed-out' } }));
    await soon(() => expect(reader.isClosed).toBe(true));
  });

  it.each(['staff', 'room:porvoo-1', 'room:imatra-1'])(
    'of %s is closed to whoever has not signed in as such',
    async (audience) => {
      const reader = new LiveReader(hub.url, browsers.get(audience === 'staff' ? 'terminal' : 'owner') as Browser, audience);
      await soon(() => expect(reader.isClosed).toBe(true));
      expect(reader.events.map(({ event }) => event)).toEqual(['bye']);
    },
  );
});
