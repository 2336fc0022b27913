import { callMessages, hubPresence, newId, roomStateMessages, topicRoot, type PayloadOf } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokerWorld } from './testing/broker-world.js';
import { Mosquitto } from './testing/mosquitto.js';
import { soon } from '../testing/soon.js';

type Display = PayloadOf<typeof roomStateMessages.display>;

const rooms = ['porvoo-1', 'porvoo-2'];
const display = roomStateMessages.display;
const everything = `${topicRoot}/#`;
const hubTopic = hubPresence.topic('hub-1');

const lampOf = (held: string | undefined) => display.schema.parse(JSON.parse(held ?? '{}')).lamp;
const stateOf = (held: string | undefined) => hubPresence.schema.parse(JSON.parse(held ?? '{}')).state;

/** What the hub would say now in each room, changed by tests. */
class Lamps {
  readonly lamps = new Map<string, Display['lamp']>();

  of = (roomId: string): Display => ({ lamp: this.lamps.get(roomId) ?? 'quiet' });
}

describe('the reconciler with the embedded broker', () => {
  let world: BrokerWorld;
  const lamps = new Lamps();

  beforeEach(async () => {
    lamps.lamps.clear();
    world = BrokerWorld.with(rooms);
    world.reconciler.provide(display, lamps.of);
  });
  afterEach(() => world.stop());

  it('lets every room read the truth before the hub says that it is there', async () => {
    lamps.lamps.set('porvoo-2', 'announced-test');
    await world.start();
    const room = await world.connect('porvoo-2');
    const heard: string[] = [];
    room.on('message', (topic, payload) => heard.push(topic === hubTopic ? 'hub' : lampOf(payload.toString())));
    await room.subscribeAsync(hubPresence.filter, { qos: 1 });
    await soon(() => expect(heard).toEqual(['hub']));
    await room.subscribeAsync(display.topic('porvoo-2'), { qos: 1 });
    await soon(() => expect(heard).toEqual(['hub', 'announced-test']));
  });

  it('tells a room of a change at once when asked', async () => {
    await world.start();
    const room = await world.connect('porvoo-1');
    const heard: string[] = [];
    room.on('message', (_topic, payload) => heard.push(lampOf(payload.toString())));
    await room.subscribeAsync(display.topic('porvoo-1'), { qos: 1 });
    lamps.lamps.set('porvoo-1', 'announced-test');
    await world.reconciler.refresh(display, 'porvoo-1');
    await soon(() => expect(heard).toEqual(['quiet', 'announced-test']));
  });

  it('says nothing again that has not changed', async () => {
    await world.start();
    const room = await world.connect('porvoo-1');
    await soon(() => expect(world.broker.heldPayload(display.topic('porvoo-1'))).toBeDefined());
    const held = world.broker.heldPayload(display.topic('porvoo-1'));
    await world.reconciler.reconcile();
    await world.reconciler.refresh(display, 'porvoo-1');
    expect(world.broker.heldPayload(display.topic('porvoo-1'))).toBe(held);
    await room.endAsync();
  });

  it('clears what it said to a room that was removed', async () => {
    await world.start();
    await soon(() => expect(world.broker.heldTopics()).toHaveLength(2));
    world.rooms.remove('porvoo-2');
    await world.reconciler.reconcile();
    expect(world.broker.heldTopics()).toEqual([display.topic('porvoo-1')]);
  });

  it('serves the other rooms although the truth of one cannot be found out', async () => {
    world.reconciler.provide(callMessages.state, (roomId) => {
      if (roomId === 'porvoo-1') throw new Error('the store is broken');
      return callMessages.state.payload.parse({ ...callMessages.state.example, call: null });
    });
    await world.start();
    await soon(() => expect(world.broker.heldPayload(callMessages.state.topic('porvoo-2'))).toBeDefined());
    await soon(() => expect(world.log.lines.map(({ message }) => message)).toContain('rooms can read the state of the hub'));
    const told = world.log.atLeastWarning().map(({ fields }) => fields);
    expect(told).toEqual([expect.objectContaining({ topic: callMessages.state.topic('porvoo-1') })]);
  });
});

describe('the reconciler with Mosquitto', () => {
  let mosquitto: Mosquitto;
  let world: BrokerWorld;
  const lamps = new Lamps();

  beforeEach(async () => {
    lamps.lamps.clear();
    mosquitto = await Mosquitto.start();
    world = BrokerWorld.with(rooms, { external: mosquitto });
    world.reconciler.provide(display, lamps.of);
  });
  afterEach(async () => {
    await world.stop();
    await mosquitto.remove();
  });

  const hubSays = async () => stateOf((await mosquitto.retained(hubTopic)).get(hubTopic));
  const lampIn = async (roomId: string) => lampOf((await mosquitto.retained(display.topic(roomId))).get(display.topic(roomId)));

  it('replaces what an earlier hub, or nobody, meant', async () => {
    const earlier = await mosquitto.connect();
    const stale = { lamp: 'announced-test', at: new Date().toISOString(), bootId: newId(), seq: 4_000 };
    await earlier.publishAsync(display.topic('porvoo-1'), JSON.stringify(stale), { qos: 1, retain: true });
    await earlier.publishAsync(display.topic('porvoo-2'), 'not even JSON', { qos: 1, retain: true });
    await world.start();
    await soon(async () => expect(await hubSays()).toBe('online'));
    expect(await lampIn('porvoo-1')).toBe('quiet');
    expect(await lampIn('porvoo-2')).toBe('quiet');
  });

  it('clears state of rooms that are gone, and answers that somebody let the broker keep', async () => {
    const earlier = await mosquitto.connect();
    const gone = display.topic('espoo-9');
    const kept = callMessages.confirmed.topic('porvoo-1');
    for (const topic of [gone, kept]) await earlier.publishAsync(topic, '{"old":true}', { qos: 1, retain: true });
    await world.start();
    await soon(async () => expect(await hubSays()).toBe('online'));
    await world.reconciler.reconcile();
    await soon(async () => {
      const topics = [...(await mosquitto.retained(everything)).keys()];
      expect(topics.toSorted()).toEqual([hubTopic, display.topic('porvoo-1'), display.topic('porvoo-2')].toSorted());
    });
  });

  it('puts right what somebody else changes while it runs', async () => {
    await world.start();
    await soon(() => expect(world.broker.heldTopics()).toHaveLength(2));
    const intruder = await mosquitto.connect();
    await intruder.publishAsync(display.topic('porvoo-1'), '{"lamp":"announced-test"}', { qos: 1, retain: true });
    await intruder.publishAsync(display.topic('porvoo-2'), '', { qos: 1, retain: true });
    await soon(() => expect(world.broker.heldTopics()).toEqual([display.topic('porvoo-1')]));
    await world.reconciler.reconcile();
    expect(await lampIn('porvoo-1')).toBe('quiet');
    expect(await lampIn('porvoo-2')).toBe('quiet');
  });

  it('says everything again when the broker comes back empty', async () => {
    await world.start();
    await soon(async () => expect(await hubSays()).toBe('online'));
    await mosquitto.stop();
    await soon(() => expect(world.broker.isConnected).toBe(false));
    lamps.lamps.set('porvoo-2', 'announced-test');
    await world.reconciler.refresh(display, 'porvoo-2');
    await mosquitto.start();
    await soon(async () => expect(await hubSays()).toBe('online'));
    expect(await lampIn('porvoo-1')).toBe('quiet');
    expect(await lampIn('porvoo-2')).toBe('announced-test');
  });
});
