import { liveEvents, newId, problemDetails } from '@etapiste/protocol';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Presses } from './calls/presses.service.js';
import { startTestHub, LiveReader, type TestHub } from './testing/test-hub.js';
import { soon } from './testing/soon.js';

const json = { 'content-type': 'application/json' };
const press = () => ({
  id: newId(),
  source: 'wall-button' as const,
  ageMs: 1,
  clockSynced: true,
  pressedAt: new Date().toISOString(),
});

describe('a hub', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.remove());
  const post = (path: string, body: string, headers: Record<string, string> = json) =>
    fetch(hub.url + path, { method: 'POST', body, headers: { origin: hub.url, ...headers, cookie: hub.everybody.cookie } });
  const get = (path: string) => fetch(hub.url + path, { headers: { cookie: hub.everybody.cookie } });

  it('is live and ready, and has metrics', async () => {
    expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${hub.url}/metrics`)).text()).toContain('etapiste_mqtt_received_total');
  });

  it.each([
    ['broken JSON', '{"id"', json, 400, 'request-malformed'],
    ['no JSON at all', '<call/>', { 'content-type': 'text/xml' }, 415, 'media-type-unsupported'],
    ['a body beyond the limit', JSON.stringify('a'.repeat(70_000)), json, 413, 'body-too-large'],
    ['a list', '[]', json, 400, 'request-malformed'],
    ['wrong types', '{"id":1,"roomId":[],"ageMs":"x"}', json, 400, 'request-malformed'],
    ['a poisoned prototype', '{"__proto__":{"admin":true}}', json, 400, 'request-malformed'],
    ['another site’s page', '{}', { ...json, origin: 'http://evil.example' }, 403, 'origin-refused'],
  ])('answers %s with problem details and stores nothing', async (_, body, headers, status, code) => {
    const response = await post('/api/v1/calls', body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(problemDetails.parse(await response.json())).toMatchObject({ status, code });
    expect(await (await get('/api/v1/calls')).json()).toEqual([]);
  });

  it('names every wrong field, in the reader’s language', async () => {
    const response = await post('/api/v1/calls', '{"id":1}', { ...json, 'accept-language': 'sv-FI,en;q=0.5' });
    const problem = problemDetails.parse(await response.json());
    expect(problem.title).toBe('Begäran hade fel form.');
    expect(problem.errors?.map(({ field }) => field)).toEqual(['body.id', 'body.roomId', 'body.ageMs']);
  });

  it.each(['/api/v1/nothing', '/api/v1/calls/%00%ff/acknowledge', '/api/v1/calls/not-an-id/acknowledge', '/../../etc/passwd'])(
    'answers %s with problem details without inner workings',
    async (path) => {
      const response = await post(path, '{}');
      expect([400, 404]).toContain(response.status);
      const text = await response.text();
      expect(problemDetails.safeParse(JSON.parse(text)).success).toBe(true);
      expect(text).not.toMatch(/node_modules|\.ts|FST_/);
    },
  );

  it('shows its documents', async () => {
    expect(await (await fetch(`${hub.url}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' });
    expect(await (await fetch(`${hub.url}/api/asyncapi.yaml`)).text()).toContain('asyncapi: 3.');
    expect((await fetch(`${hub.url}/api/docs`)).status).toBe(200);
  });

  it('hides the demo where there is none', async () => {
    expect((await fetch(`${hub.url}/api/v1/demo`)).status).toBe(404);
    expect((await fetch(`${hub.url}/api/v1/demo/mail`)).status).toBe(404);
  });

  it('gives a browser the whole picture first, then each change with a newer version', async () => {
    const reader = new LiveReader(hub.url, hub.everybody);
    await soon(() => expect(reader.events).toHaveLength(1));
    const snapshot = liveEvents.snapshot.parse(reader.events[0]?.data);
    expect(snapshot.state.points.map(({ id }) => id)).toEqual(['imatra', 'nurmes', 'porvoo']);

    const { callId } = await hub.hub.get(Presses).raise('porvoo-1', press());
    await soon(() => expect(reader.events.some(({ data }) => data['id'] === callId)).toBe(true));
    const change = liveEvents.change.parse(reader.events.find(({ data }) => data['id'] === callId)?.data);
    expect(change).toMatchObject({ kind: 'calls', value: { roomId: 'porvoo-1', state: 'open' } });
    expect(reader.events.map(({ data }) => data['n'])).toEqual(reader.events.map((_, index) => index));

    const late = new LiveReader(hub.url, hub.everybody);
    await soon(() => expect(late.events).toHaveLength(1));
    expect(liveEvents.snapshot.parse(late.events[0]?.data).state.calls.map(({ id }) => id)).toEqual([callId]);
    reader.close();
    late.close();
  });

  it('tells a room’s terminal about its own room only', async () => {
    const terminal = new LiveReader(hub.url, hub.everybody, 'room:imatra-1');
    await soon(() => expect(terminal.events).toHaveLength(1));
    const { state } = liveEvents.snapshot.parse(terminal.events[0]?.data);
    expect(state.calls).toEqual([]);
    expect(state.shifts).toEqual([]);
    expect(state.devices).toEqual([]);
    expect(state.points.map(({ id }) => id)).toEqual(['imatra']);
    expect(JSON.stringify(terminal.events)).not.toContain('@point.example');
    await hub.hub.get(Presses).raise('porvoo-1', press());
    const { callId } = await hub.hub.get(Presses).raise('imatra-1', press());
    await soon(() => expect(terminal.events.some(({ data }) => data['id'] === callId)).toBe(true));
    expect(JSON.stringify(terminal.events)).not.toContain('porvoo-1');
    terminal.close();
  });

  it('says goodbye when it stops, and why', async () => {
    const short = await startTestHub();
    const reader = new LiveReader(short.url, short.everybody);
    await soon(() => expect(reader.events).toHaveLength(1));
    await short.remove();
    await soon(() => expect(reader.isClosed).toBe(true));
    expect(reader.events.at(-1)).toMatchObject({ event: 'bye', data: { reason: 'hub-stopping' } });
  });
});

describe('two hubs on one PostgreSQL', () => {
  const admin = process.env['ETAPISTE_TEST_POSTGRES_URL'] ?? '';
  const name = `test_${newId().replaceAll('-', '')}`;
  const onServer = async (sql: string) => {
    const client = new Client({ connectionString: admin });
    await client.connect();
    await client.query(sql);
    await client.end();
  };

  it('tell the browsers of both about a press at either, and never open two calls in a room', async () => {
    await onServer(`CREATE DATABASE "${name}"`);
    const database = new URL(admin);
    database.pathname = `/${name}`;
    const environment = { ETAPISTE_DATABASE_URL: database.href };
    const hubs = await Promise.all([
      startTestHub({ ...environment, ETAPISTE_HUB_NAME: 'a' }),
      startTestHub({ ...environment, ETAPISTE_HUB_NAME: 'b' }),
    ]);
    const readers = hubs.map(({ url, everybody }) => new LiveReader(url, everybody));
    await soon(() => expect(readers.map(({ events }) => events.length)).toEqual([1, 1]));

    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => hubs[index % 2]?.hub.get(Presses).raise('porvoo-1', press())),
    );
    const callIds = new Set(answers.map((answer) => answer?.callId));
    expect(callIds.size).toBe(1);
    for (const { events } of readers)
      await soon(() => expect(events.some(({ data }) => callIds.has(data['id'] as string))).toBe(true));

    for (const reader of readers) reader.close();
    await Promise.all(hubs.map((hub) => hub.remove()));
    await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
  });
});
