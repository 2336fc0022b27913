import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { callMessages, deviceMessages, EnvelopeStamp, hubPresence, newId } from '@etapiste/protocol';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokerUnavailable } from './broker.js';
import type { Arrival } from './room-link.js';
import { BrokerWorld } from './testing/broker-world.js';
import { Mosquitto } from './testing/mosquitto.js';
import { soon } from '../testing/soon.js';

const hubTopic = hubPresence.topic('hub-1');
const envelopes = new EnvelopeStamp(newId(), () => new Date());
const stamped = (payload: object) => JSON.stringify(envelopes.stamp(payload));
const answer = () => ({ id: newId(), outcome: 'opened' as const, callId: newId() });

describe('the hub with Mosquitto', () => {
  let mosquitto: Mosquitto;
  let world: BrokerWorld;
  let heard: { topic: string; arrival: Arrival }[];

  beforeEach(async () => {
    mosquitto = await Mosquitto.start();
    world = BrokerWorld.with(['porvoo-1'], { external: mosquitto });
    heard = [];
    for (const message of [callMessages.raised, deviceMessages.presence]) {
      world.link.on(message, (roomId, _payload, arrival) => void heard.push({ topic: message.topic(roomId), arrival }));
    }
  });
  afterEach(async () => {
    await world.stop();
    await mosquitto.remove();
  });

  const start = async () => {
    await world.start();
    await soon(() => expect(world.broker.isConnected).toBe(true));
  };
  const hubStates = async () => {
    const watcher = await mosquitto.connect();
    const states: string[] = [];
    watcher.on('message', (_topic, payload) => states.push(hubPresence.schema.parse(JSON.parse(payload.toString())).state));
    await watcher.subscribeAsync(hubTopic, { qos: 1 });
    return states;
  };

  it('hears a press, and the room hears the answer', async () => {
    await start();
    const room = await mosquitto.connect();
    const answers: string[] = [];
    room.on('message', (topic) => answers.push(topic));
    await room.subscribeAsync(callMessages.confirmed.topic('porvoo-1'), { qos: 1 });
    await room.publishAsync(callMessages.raised.topic('porvoo-1'), stamped(callMessages.raised.example), { qos: 1 });
    await soon(() => expect(heard).toEqual([{ topic: callMessages.raised.topic('porvoo-1'), arrival: { isRetained: false } }]));
    await world.link.send(callMessages.confirmed, 'porvoo-1', answer());
    await soon(() => expect(answers).toEqual([callMessages.confirmed.topic('porvoo-1')]));
  });

  it('knows what the broker held from earlier: state counts as old, a kept press counts for nothing', async () => {
    const room = await mosquitto.connect();
    const press = stamped(callMessages.raised.example);
    await room.publishAsync(callMessages.raised.topic('porvoo-1'), press, { qos: 1, retain: true });
    const birth = stamped(deviceMessages.presence.example);
    await room.publishAsync(deviceMessages.presence.topic('porvoo-1'), birth, { qos: 1, retain: true });
    await start();
    await soon(() =>
      expect(heard).toEqual([{ topic: deviceMessages.presence.topic('porvoo-1'), arrival: { isRetained: true } }]),
    );
    await soon(async () => expect(await world.dropped('retained-happening')).toBe(1));
  });

  it('is said to be lost when it dies, and stopped when it leaves', async () => {
    await start();
    const states = await hubStates();
    await soon(() => expect(states).toEqual(['online']));
    const rival = BrokerWorld.with(['porvoo-1'], { external: mosquitto });
    // The same client id elsewhere: for Mosquitto the first connection has broken, so its will is published.
    await rival.start();
    await soon(() => expect(states).toContain('lost'));
    await world.stop();
    await soon(() => expect(states.at(-1)).toBe('online'));
    await rival.stop();
    await soon(() => expect(states.at(-1)).toBe('stopped'));
  });

  it('queues nothing for a broker that is away', async () => {
    await start();
    await mosquitto.stop();
    await soon(() => expect(world.broker.isConnected).toBe(false));
    await expect(world.link.send(callMessages.confirmed, 'porvoo-1', answer())).rejects.toBeInstanceOf(BrokerUnavailable);
  });

  it('waits for a broker that is not there yet', async () => {
    await mosquitto.stop();
    await world.start();
    expect(world.broker.isConnected).toBe(false);
    await mosquitto.start();
    await soon(() => expect(world.broker.isConnected).toBe(true));
  });

  it('gives each of its connections another number, so that an old will is recognised', async () => {
    await start();
    await mosquitto.stop();
    await soon(() => expect(world.broker.isConnected).toBe(false));
    await mosquitto.start();
    await soon(async () => expect((await mosquitto.retained(hubTopic)).size).toBe(1));
    const held = (await mosquitto.retained(hubTopic)).get(hubTopic) ?? '{}';
    expect(hubPresence.schema.parse(JSON.parse(held)).connection).toBeGreaterThan(1);
  });
});

describe('the hub with a broker that has rights of its own', () => {
  let world: BrokerWorld | undefined;
  let close: () => Promise<void> = async () => undefined;

  afterEach(async () => {
    await world?.stop();
    await close();
  });

  async function start(url: string): Promise<BrokerWorld> {
    world = BrokerWorld.with(['porvoo-1'], { external: { url } });
    await world.start();
    return world;
  }

  /** A broker that lets everybody in, but nobody listen. */
  async function deafBroker(): Promise<string> {
    const aedes = await Aedes.createBroker({ authorizeSubscribe: (_client, _subscription, done) => done(null, null) });
    const server = createServer((socket) => aedes.handle(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    close = async () => {
      server.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
    };
    return `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('is let in by its name and password', async () => {
    const mosquitto = await Mosquitto.start('user hub\ntopic readwrite etapiste/#\n');
    close = () => mosquitto.remove();
    const { broker } = await start(mosquitto.url);
    await soon(() => expect(broker.isConnected).toBe(true));
  });

  it('does not believe that it is connected when it may not listen to the rooms', async () => {
    const { broker, log } = await start(await deafBroker());
    const warned = () => log.atLeastWarning().map(({ message }) => message);
    await soon(() => expect(warned()).toContain('the broker is there but of no use; tried again'));
    expect(broker.isConnected).toBe(false);
  });
});
