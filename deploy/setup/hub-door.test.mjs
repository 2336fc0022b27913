import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HubDoor } from './hub-door.mjs';

/** @type {import('node:http').Server} */
let hub;
/** @type {HubDoor} */
let door;
/** What the hub's door gives, by path. @type {Record<string, unknown>} */
let answers;
/** The sign-ins that the hub has opened, by what the browser shows for them. @type {Set<string>} */
let signIns;

beforeEach(async () => {
  answers = {};
  signIns = new Set();
  hub = createServer((request, response) => {
    if (request.url === '/api/v1/demo/sign-ins') {
      const cookie = `etapiste-sign-in-maintainer=${signIns.size}`;
      signIns.add(cookie);
      response.writeHead(200, { 'set-cookie': `${cookie}; Path=/; HttpOnly; SameSite=Lax` }).end('{}');
      return;
    }
    const answer = answers[request.url ?? ''];
    const isRefused = request.url === '/api/v1/devices' && !signIns.has(request.headers.cookie ?? '');
    response.writeHead(isRefused ? 401 : answer === undefined ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  }).listen(0, '127.0.0.1');
  await once(hub, 'listening');
  door = new HubDoor(`http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (hub.address()).port}`);
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
  expect(await door.isAnswering()).toBe(false);
  answers['/health/ready'] = { status: 'ok' };
  expect(await door.isAnswering()).toBe(true);
  hub.close();
  hub.closeAllConnections();
  expect(await door.isAnswering()).toBe(false);
});

test('only rooms that came online after the start count, whatever the hub remembers', async () => {
  answers['/api/v1/devices'] = [
    device('porvoo-1', 'online', 'online', '2026-11-24T07:00:01.000Z'),
    device('imatra-1', 'online', 'restarted', '2026-11-24T07:00:02.000Z'),
    device('nurmes-1', 'online', 'online', '2026-11-23T15:00:00.000Z'),
    device('kotka-1', 'lost', 'online', '2026-11-24T07:00:01.000Z'),
  ];
  expect(await door.roomsOnlineSince(Date.parse(start))).toEqual(['porvoo-1', 'imatra-1']);
});

test('while the hub cannot say, no room is online', async () => {
  expect(await door.roomsOnlineSince(Date.parse(start))).toEqual([]);
});

test('the maintainer signs in once, and again when the hub has forgotten it', async () => {
  answers['/api/v1/devices'] = [device('porvoo-1', 'online', 'online', '2026-11-24T07:00:01.000Z')];
  const online = () => door.roomsOnlineSince(Date.parse(start));
  expect(await online()).toEqual(['porvoo-1']);
  expect(await online()).toEqual(['porvoo-1']);
  expect(signIns.size).toBe(1);
  signIns.clear();
  expect(await online()).toEqual([]);
  expect(await online()).toEqual(['porvoo-1']);
});
