import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  allMessages,
  allOperations,
  allProblems,
  apiRoot,
  deviceMessages,
  EnvelopeStamp,
  newId,
  problemDetails,
  type Operation,
} from '@etapiste/protocol';
import * as fc from 'fast-check';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { EmbeddedBroker } from '../broker/embedded-broker.js';
import { Broker } from '../broker/index.js';
import { Store } from '../database/store.js';
import { arbitraryOf } from '../testing/arbitrary.js';
import { count, seed } from '../testing/counts.js';
import { signInAs, type Browser } from '../testing/sign-in.js';
import { soon } from '../testing/soon.js';
import { startTestHub, testPassword, type TestHub } from '../testing/test-hub.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const rooms = fc.constantFrom('porvoo-1', 'imatra-1', 'nurmes-1');
const points = fc.constantFrom('porvoo', 'imatra', 'nurmes');
/** Things that earlier requests made, and whatever nobody has made. */
const ids = Array.from({ length: 20 }, newId);
const id = fc.constantFrom(...ids);
const known = { id, roomId: rooms, pointIds: fc.subarray(['porvoo', 'imatra', 'nurmes'], { minLength: 1 }), pointId: points };
const knownInPath = { ...known, callId: id, shiftId: id, testId: id, deviceId: rooms };

/** Words that have broken other programs. */
const nastyWords = ['__proto__', 'constructor', '\0', '../../etc/passwd', "' OR 1=1 --", '<script>', '%00', '\ud800'];
const nastyValues = [-0, 1e308, -1e308, 2 ** 53, 2 ** 63, 0.1, null, true, [], {}, [[[]]], { __proto__: null }, { length: -1 }];
const nasty = fc.constantFrom<unknown>(...nastyWords, 'a'.repeat(5_000), ...nastyValues);

/** Good values, and the same with one thing wrong. */
const spoiled = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: good },
    {
      weight: 3,
      arbitrary: fc.tuple(good, fc.nat(), fc.oneof(nasty, fc.jsonValue())).map(([value, n, odd]) => replaced(value, n, odd)),
    },
    { weight: 1, arbitrary: fc.tuple(good, fc.nat()).map(([value, n]) => replaced(value, n, undefined)) },
    { weight: 1, arbitrary: fc.oneof(nasty, fc.jsonValue()) },
  );

function replaced(value: unknown, n: number, odd: unknown): unknown {
  if (typeof value !== 'object' || value === null) return odd;
  const keys = [...Object.keys(value), 'extra', '__proto__'];
  return { ...value, [keys[n % keys.length] as string]: odd };
}

/** The bytes of a value, sometimes cut, doubled or with a bit turned. */
const bytesOf = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> => {
  const whole = values.map((value) => Buffer.from(JSON.stringify(value) ?? ''));
  const turned = fc.tuple(whole, fc.nat(), fc.nat(7)).map(([bytes, at, bit]) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[at % copy.length] = (copy[at % copy.length] as number) ^ (1 << bit);
    return copy;
  });
  return fc.oneof(
    { weight: 8, arbitrary: whole },
    { weight: 1, arbitrary: turned },
    { weight: 1, arbitrary: fc.tuple(whole, fc.nat(100)).map(([bytes, cut]) => bytes.subarray(0, cut)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
};

interface Asked {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

const segment = fc.oneof(
  fc.string({ unit: 'binary-ascii' }).map(encodeURIComponent),
  fc.constantFrom('__proto__', 'constructor', '..', '%2e%2e', '%', '%00', '%ff', '%c0%af', ';', '*', 'a'.repeat(400)),
);
const oddHeaders = fc
  .record(
    {
      'accept-language': fc.oneof(fc.constantFrom('fi', 'sv-FI', 'en;q=0.5,sv', '*;q=x', ';;,,'), fc.string({ maxLength: 50 })),
      'content-type': fc.constantFrom(
        'text/plain',
        'application/json; charset=utf-16',
        'application/xml',
        'multipart/form-data',
        '/',
      ),
      'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
      origin: fc.constantFrom('null', 'https://evil.example', 'http://127.0.0.1', ''),
      cookie: fc.string({ maxLength: 50 }),
      'if-none-match': fc.string({ maxLength: 50 }),
      range: fc.constantFrom('bytes=0-', 'bytes=9-1', 'bytes=-1', 'x'),
      'x-forwarded-for': fc.string({ maxLength: 50 }),
      expect: fc.constant('100-continue'),
    },
    { requiredKeys: [] },
  )
  .map((headers) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, '')])),
  );

const partOf = (schema: z.ZodType | undefined, names: typeof known): fc.Arbitrary<Record<string, unknown>> =>
  schema ? (arbitraryOf(schema, names) as fc.Arbitrary<Record<string, unknown>>) : fc.constant({});

function requestsOf(operation: Operation): fc.Arbitrary<Asked> {
  const pathOf = (values: Record<string, unknown>, odd: string | null, query: Record<string, unknown>) => {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => odd ?? encodeURIComponent(String(values[name])));
    const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(JSON.stringify(value) ?? '')}`);
    return `${apiRoot}${path}${search.length > 0 ? `?${search.join('&')}` : ''}`;
  };
  const json = { 'content-type': 'application/json' };
  return fc
    .record({
      parameters: partOf(operation.parameters, knownInPath),
      odd: fc.option(segment, { freq: 4 }),
      query: fc.oneof(
        partOf(operation.query, known),
        fc.dictionary(fc.constantFrom('x', '__proto__', 'a[b]'), fc.constantFrom(...nastyValues)),
      ),
      body: operation.body ? bytesOf(spoiled(arbitraryOf(operation.body, known))) : fc.constant(Buffer.alloc(0)),
      headers: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: oddHeaders }),
    })
    .map(({ parameters, odd, query, body, headers }) => ({
      operation: operation.name,
      method: operation.method,
      path: pathOf(parameters, odd, query),
      headers: { ...(body.length > 0 ? json : {}), 'sec-fetch-site': 'same-origin', ...headers },
      body,
    }));
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

const send = (url: string, { method, path, headers, body }: Asked): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url + path, { method, agent, headers: { ...headers, 'content-length': body.length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

interface Sent {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retain: boolean;
}

/** What a room may publish, right and wrong; a name that is not its own ends its connection, which another test looks at. */
const messages: fc.Arbitrary<Sent> = fc.oneof(
  ...allMessages
    .filter(({ direction }) => direction === 'room-to-hub')
    .map((message) =>
      fc.record({
        topic: fc.constant(message.topic('porvoo-1')),
        payload: bytesOf(spoiled(arbitraryOf(message.schema as z.ZodType, known))),
        retain: fc.boolean(),
      }),
    ),
);

/** What is slow on purpose, as passwords are, or tells everything there is: a few times are enough. */
const isSlow = ({ name }: Operation): boolean => /Password|^createAccount$|^exportAudit$|Enrolment$/.test(name);

describe('a hub that is sent anything at all', () => {
  let hub: TestHub;
  let room: MqttClient;
  let accepted = 0;
  /** Somebody who may go; everybody else is needed to the end. */
  let leaver: Browser;

  const enterLeaver = async () => {
    leaver = await signInAs(hub.hub, 'Lea Lähtijä', { role: 'reporter', scope: { kind: 'everything' } });
  };

  beforeAll(async () => {
    hub = await startTestHub({ ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '100000000' });
    await enterLeaver();
    const { port } = hub.hub.get(Broker) as EmbeddedBroker;
    room = await connectAsync(`mqtt://127.0.0.1:${port}`, {
      protocolVersion: 4,
      clientId: 'room-porvoo-1',
      username: 'porvoo-1',
      password: testPassword('porvoo-1'),
    });
    // Otherwise each command to a room that has said to be online would be waited for.
    const envelopes = new EnvelopeStamp(newId(), () => new Date());
    room.on('message', (_, payload) => {
      const { id: commandId } = JSON.parse(payload.toString()) as { id: string };
      const result = envelopes.stamp({ id: commandId, outcome: 'done' });
      room.publish(deviceMessages['command-result'].topic('porvoo-1'), JSON.stringify(result), { qos: 1 });
    });
    await room.subscribeAsync(deviceMessages.command.topic('porvoo-1'));
  });
  afterAll(async () => {
    agent.destroy();
    await room.endAsync(true);
    await hub.remove();
  });

  const usedBytes = () => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const rowsStored = () =>
    hub.hub.get(Store).read(async (manager) => {
      const counts = await Promise.all(manager.connection.entityMetadatas.map(({ target }) => manager.count(target)));
      return counts.reduce((sum, each) => sum + each, 0);
    });

  const refuseNothingBadly = async (asked: Asked) => {
    const leaves = asked.operation === 'signOut';
    const headers = { cookie: (leaves ? leaver : hub.everybody).cookie, ...asked.headers };
    const { status, text } = await send(hub.url, { ...asked, headers });
    if (status < 400) {
      if (leaves) await enterLeaver();
      accepted += asked.method === 'GET' ? 0 : 1;
      return;
    }
    const { code } = problemDetails.parse(JSON.parse(text));
    expect({ status, code }).toEqual({ status: allProblems[code as keyof typeof allProblems].status, code });
    // Only what an operation says of the world outside may be 5xx: no video, a room that is away.
    const operation = allOperations.find(({ name }) => name === asked.operation);
    if (status >= 500) expect(operation?.problems).toContain(code);
  };
  const requests = fc.oneof(
    ...allOperations.map((operation) => ({ weight: isSlow(operation) ? 1 : 30, arbitrary: requestsOf(operation) })),
  );

  const sendAll = async (runs: number, from: number) => {
    await fc.assert(fc.asyncProperty(requests, refuseNothingBadly), { numRuns: runs / 2, seed: from });
    await fc.assert(
      fc.asyncProperty(messages, async ({ topic, payload, retain }) => {
        await room.publishAsync(topic, payload, { qos: 1, retain });
        accepted += 1;
      }),
      { numRuns: runs / 2, seed: from },
    );
  };

  test('answers, keeps only what it accepted, and does not grow', async () => {
    // What is loaded, compiled and kept ready once is no growth: 20 MB in the first 5,000.
    await sendAll(count(400, 20_000), seed);
    const [before, rowsBefore] = [usedBytes(), await rowsStored()];
    accepted = 0;
    await sendAll(count(1_600, 180_000), seed + 1);

    expect(room.connected).toBe(true);
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
    // A press that is taken leaves a press, a call, its event and the tries to reach somebody, at most.
    expect((await rowsStored()) - rowsBefore).toBeLessThanOrEqual(4 * accepted);
    await soon(() => expect(usedBytes() - before).toBeLessThan(count(24, 16) * 1024 * 1024));
  }, 3_600_000);
});
