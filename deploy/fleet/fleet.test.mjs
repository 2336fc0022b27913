import { once } from 'node:events';
import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { readContract } from './contract.mjs';
import { Fleet } from './fleet.mjs';

/** @type {Aedes} */
let broker;
/** @type {import('node:net').Server} */
let server;
/** @type {Map<string, any[]>} payloads by topic */
let heard;

beforeEach(async () => {
  heard = new Map();
  broker = await Aedes.createBroker();
  broker.on('publish', ({ topic, payload, retain }) => {
    if (!topic.startsWith('etapiste/')) return;
    heard.set(topic, [...(heard.get(topic) ?? []), { ...JSON.parse(String(payload)), retain }]);
  });
  server = createServer((socket) => broker.handle(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  await new Promise((resolve) => {
    broker.close(() => resolve(undefined));
  });
  server.close();
});

test('three rooms are born, and each tells every state that the contract knows, in order', async () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const fleet = new Fleet({ url: `mqtt://127.0.0.1:${port}`, rooms: 3, perSecond: 200, dataDir: undefined });
  await fleet.start();
  try {
    const { states, presence } = await readContract();
    expect(states.length).toBeGreaterThanOrEqual(4);
    for (const roomId of ['fleet-1', 'fleet-2', 'fleet-3']) {
      expect(heard.get(presence.topic(roomId))).toMatchObject([{ state: 'online', connection: 1 }]);
      await eventually(() => {
        for (const state of states) expect(heard.get(state.topic(roomId))?.length).toBeGreaterThan(1);
      });
      const numbers = states.flatMap((state) => heard.get(state.topic(roomId))?.map(({ seq }) => seq));
      expect(new Set(numbers).size).toBe(numbers.length);
    }
    expect(heard.get('etapiste/v1/rooms/fleet-1/rooms/occupancy')?.slice(0, 2)).toMatchObject([
      { state: 'occupied', retain: true },
      { state: 'vacant', retain: true },
    ]);
    expect(fleet.report.failed).toBe(0);
  } finally {
    await fleet.stop();
  }
});
