import {
  allOperations,
  apiRoot,
  liveRights,
  newId,
  rightTo,
  role,
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Presses } from '../calls/presses.service.js';
import { operationKey } from '../http/implements.decorator.js';
import { arbitraryOf } from '../testing/arbitrary.js';
import { signInAs, signInTerminal, type Browser } from '../testing/sign-in.js';
import { soon } from '../testing/soon.js';
import { LiveReader, startTestHub, type TestHub } from '../testing/test-hub.js';
import { Places } from './places.js';
import { openKey } from './rights.guard.js';

/** Two places of the house: every role with a scope has the first, and not the second. `nowhere` is a place that does not exist. */
const points = { own: 'porvoo', elsewhere: 'imatra', nowhere: 'atlantis' } as const;
type Where = keyof typeof points;

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
    expect((await ask({ method: 'POST', path: '/shifts' }, { body }, browsers.get(each))).status).toBe(200);
  }
});
afterAll(() => hub.remove());

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

async function ask({ method, path }: Pick<Operation, 'method' | 'path'>, { parameters, query, body }: Brought, by?: Browser) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters?.[name])));
  const asked = new URLSearchParams((query ?? {}) as Record<string, string>).toString();
  const response = await fetch(`${hub.url}${apiRoot}${filled}${asked ? `?${asked}` : ''}`, {
    method,
    headers: {
      ...(by ? { cookie: by.cookie, origin: hub.url } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  return { status: response.status, text, code: isProblem ? (JSON.parse(text) as { code: string }).code : undefined };
}

/** What a request of the right form names, somewhere. */
function bring({ parameters, query, body }: Operation, where: Where, by: Role): Brought {
  const named: Record<string, unknown> = {
    callId: calls.get(where),
    roomId: `${points[where]}-1`,
    pointId: points[where],
    pointIds: [points[where]],
    shiftId: shifts.get(by) ?? newId(),
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

const namesAPlace = (operation: Operation): boolean =>
  ['callId', 'roomId', 'pointId', 'pointIds'].some(
    (name) =>
      name in (bring(operation, 'own', 'advisor').parameters ?? {}) ||
      name in ((bring(operation, 'own', 'advisor').body as object | undefined) ?? {}),
  );

const refusedByTheTable = ['sign-in-needed', 'not-allowed'];
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
      const { code } = await ask(operation, bring(operation, 'own', 'advisor'));
      if (right === 'anyone') expect(refusedByTheTable).not.toContain(code);
      else expect(code).toBe('sign-in-needed');
    });

    it.each(roles.filter(() => !endsTheSignIn.has(operation.name)))('to %s is what the table says', async (by) => {
      const browser = browsers.get(by);
      const own = await ask(operation, bring(operation, 'own', by), browser);
      const reach = reachOf(right, by);
      if (!reach) return expect(own.code).toBe('not-allowed');
      expect(refusedByTheTable).not.toContain(own.code);
      expect(own.status).not.toBe(500);
      if (reach !== 'own' || !namesAPlace(operation)) return;
      // What is elsewhere is answered, word for word, like what does not exist.
      const [elsewhere, nowhere] = await Promise.all(
        (['elsewhere', 'nowhere'] as const).map((where) => ask(operation, bring(operation, where, by), browser)),
      );
      expect(elsewhere?.status).toBeGreaterThanOrEqual(400);
      expect(elsewhere).toEqual(nowhere);
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
    devices: ({ id }: LiveState['devices'][number]) => id.split('-')[0] ?? '',
    shifts: ({ pointIds }: LiveState['shifts'][number]) => pointIds.join(' '),
  };

  it.each(roles)('shows %s what the table says, also of what changes', async (by) => {
    const reader = new LiveReader(hub.url, browsers.get(by) as Browser, audienceOf(by));
    await soon(() => expect(reader.events.length).toBeGreaterThan(0));
    const [first] = reader.events;
    expect(first?.event).toBe('snapshot');
    const { state } = first?.data as unknown as { state: LiveState };
    for (const kind of kinds) {
      const where = (state[kind] as never[]).map((value) => placed[kind](value));
      const reach = liveRights[kind][by];
      if (!reach) expect([kind, where]).toEqual([kind, []]);
      else if (reach === 'own') expect([kind, ...new Set(where)]).toEqual([kind, points.own]);
      else if (kind !== 'shifts' && kind !== 'hub') expect(where).toContain(points.elsewhere);
    }
    if (liveRights.rooms[by] === 'unpeopled') {
      expect(new Set(state.rooms.map(({ occupancy }) => occupancy.confidence))).toEqual(new Set(['none']));
      expect(new Set(state.rooms.map(({ occupancy }) => occupancy.state))).toEqual(new Set(['unknown']));
    }

    const [elsewhere, own] = [await callFrom(`${points.elsewhere}-1`), await callFrom(`${points.own}-1`)];
    const told = () => reader.events.filter(({ event }) => event === 'change').map(({ data }) => data['id']);
    if (liveRights.calls[by] === 'own') await soon(() => expect(told()).toContain(own));
    expect(told()).not.toContain(elsewhere);
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
