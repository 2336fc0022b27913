import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAnswering, roomsOnlineSince } from './hub-door.mjs';

/** @type {import('node:http').Server} */
let hub;
/** @type {string} */
let hubUrl;
/** What the hub's door gives, by path. @type {Record<string, unknown>} */
let answers;

beforeEach(async () => {
  answers = {};
  hub = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  }).listen(0, '127.0.0.1');
  await once(hub, 'listening');
  hubUrl = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (hub.address()).port}`;
});
afterEach(() => void hub.close());

const start = '2026-11-24T07:00:00.000Z';
const device = (/** @type {string} */ id, /** @type {string} */ state, /** @type {string} */ what, /** @type {string} */ at) => ({
  id,
  presence: { state },
  events: [
    { what: 'command-done', at: '2026-11-24T08:00:00.000Z' },
    { what, at },
  ],
});

test('a hub that is not ready, or not there, is not answering', async () => {
  expect(await isAnswering(hubUrl)).toBe(false);
  answers['/health/ready'] = { status: 'ok' };
  expect(await isAnswering(hubUrl)).toBe(true);
  hub.close();
  hub.closeAllConnections();
  expect(await isAnswering(hubUrl)).toBe(false);
});

test('only rooms that came online after the start count, whatever the hub remembers', async () => {
  answers['/api/v1/devices'] = [
    device('porvoo-1', 'online', 'online', '2026-11-24T07:00:01.000Z'),
    device('imatra-1', 'online', 'restarted', '2026-11-24T07:00:02.000Z'),
    device('nurmes-1', 'online', 'online', '2026-11-23T15:00:00.000Z'),
    device('kotka-1', 'lost', 'online', '2026-11-24T07:00:01.000Z'),
  ];
  expect(await roomsOnlineSince(hubUrl, Date.parse(start))).toEqual(['porvoo-1', 'imatra-1']);
});

test('while the hub cannot say, no room is online', async () => {
  expect(await roomsOnlineSince(hubUrl, Date.parse(start))).toEqual([]);
});
