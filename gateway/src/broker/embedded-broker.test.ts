import { connect as connectTcp } from 'node:net';
import { once } from 'node:events';
import {
  callMessages,
  deviceMessages,
  EnvelopeStamp,
  hubPresence,
  newId,
  roomStateMessages,
  type Message,
  type PayloadOf,
} from '@etapiste/protocol';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BrokerLimits } from './limits.js';
import { BrokerWorld } from './testing/broker-world.js';
import { soon } from '../testing/soon.js';

const rooms = ['porvoo-1', 'porvoo-2'];
const envelopes = new EnvelopeStamp(newId(), () => new Date());
const press = (): PayloadOf<typeof callMessages.raised> =>
  callMessages.raised.payload.parse({ ...callMessages.raised.example, id: newId() });
const stamped = (payload: object) => JSON.stringify(envelopes.stamp(payload));

const say = (client: MqttClient, message: Message, roomId: string, payload: object) =>
  client.publishAsync(message.topic(roomId), stamped(payload), { qos: 1, retain: message.retain });

/** What the broker answers to a subscription: 0x80 is a refusal. */
async function isGranted(client: MqttClient, filter: string): Promise<boolean> {
  try {
    const grants = await client.subscribeAsync(filter, { qos: 1 });
    return grants.every(({ qos }) => (qos as number) !== 0x80);
  } catch {
    // mqtt.js turns a refusal of every filter into an error.
    return false;
  }
}

const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()));

describe('the embedded broker', () => {
  let world: BrokerWorld;
  let pressed: string[];

  beforeEach(async () => {
    await begin();
  });
  afterEach(() => world.stop());

  async function begin(limits: Partial<BrokerLimits> = {}): Promise<void> {
    // Somebody may have named a room like the hub.
    world = BrokerWorld.with([...rooms, 'hub'], { limits });
    pressed = [];
    world.link.on(callMessages.raised, (roomId, { id }) => void pressed.push(`${roomId} ${id}`));
    await world.start();
  }

  async function beginAnew(limits: Partial<BrokerLimits>): Promise<void> {
    await world.stop();
    await begin(limits);
  }

  /** The other room still gets its press through: nobody's mischief touches it. */
  async function expectOtherRoomIsHeard(): Promise<void> {
    const other = await world.connect('porvoo-2');
    const raised = press();
    await say(other, callMessages.raised, 'porvoo-2', raised);
    expect(pressed).toContain(`porvoo-2 ${raised.id}`);
    await other.endAsync();
  }

  it('brings a press from the room to the hub before the room is told that it was taken', async () => {
    const room = await world.connect('porvoo-1');
    const raised = press();
    await say(room, callMessages.raised, 'porvoo-1', raised);
    expect(pressed).toEqual([`porvoo-1 ${raised.id}`]);
  });

  it('brings an answer from the hub to that room only', async () => {
    const heard: string[] = [];
    for (const roomId of rooms) {
      const room = await world.connect(roomId);
      room.on('message', (topic) => heard.push(topic));
      await room.subscribeAsync(callMessages.confirmed.topic(roomId), { qos: 1 });
    }
    await world.link.send(callMessages.confirmed, 'porvoo-1', { id: newId(), outcome: 'opened', callId: newId() });
    await soon(() => expect(heard).toEqual([callMessages.confirmed.topic('porvoo-1')]));
  });

  it('tells rooms that the hub is there, and that it stops', async () => {
    const room = await world.connect('porvoo-1');
    const states: string[] = [];
    room.on('message', (_topic, payload) => states.push(hubPresence.schema.parse(JSON.parse(payload.toString())).state));
    await room.subscribeAsync(hubPresence.filter, { qos: 1 });
    await soon(() => expect(states).toEqual(['online']));
    await world.broker.stop();
    await soon(() => expect(states).toEqual(['online', 'stopped']));
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'Bad username or password'],
    ['the password of another room', { password: 'password-of-porvoo-2' }, 'Bad username or password'],
    ['the name of the hub', { username: 'hub', password: 'password-of-hub', clientId: 'room-hub' }, 'Bad username or password'],
    ['the name of a room that is not in the register', { username: 'espoo-1', password: 'password-of-espoo-1' }, 'Bad username'],
    ['a client id of another room', { clientId: 'room-porvoo-2' }, 'Identifier rejected'],
    ['a client id of its own making', { clientId: 'mqttjs_1' }, 'Identifier rejected'],
    ['a lasting session', { clean: false }, 'Not authorized'],
    ['no keepalive', { keepalive: 0 }, 'Connection refused'],
  ])('does not let in who comes with %s', async (_what, otherwise, answer) => {
    await expect(world.connect('porvoo-1', otherwise)).rejects.toThrow(answer);
    await expectOtherRoomIsHeard();
  });

  it('gives the place to the newer of two connections of the same room', async () => {
    const first = await world.connect('porvoo-1');
    const gone = closed(first);
    const second = await world.connect('porvoo-1');
    await gone;
    const raised = press();
    await say(second, callMessages.raised, 'porvoo-1', raised);
    expect(pressed).toEqual([`porvoo-1 ${raised.id}`]);
  });

  it.each([
    ['a press of another room', callMessages.raised.topic('porvoo-2')],
    ['an answer that only the hub gives', callMessages.confirmed.topic('porvoo-1')],
    ['state that only the hub keeps', roomStateMessages.display.topic('porvoo-1')],
    ['the presence of a hub', hubPresence.topic('hub-1')],
    ['something about the broker', '$SYS/broker/uptime'],
    ['another version of the wire', 'etapiste/v2/rooms/porvoo-1/calls/raised'],
    ['something of nobody', 'weather'],
    ['a topic without an end', callMessages.raised.topic('porvoo-1') + '/more'],
  ])('ends the connection of a room that says %s', async (_what, topic) => {
    const room = await world.connect('porvoo-1');
    const gone = closed(room);
    room.publish(topic, stamped(press()), { qos: 1 });
    await gone;
    expect(pressed).toEqual([]);
    expect(world.broker.heldTopics()).not.toContain(topic);
    await expectOtherRoomIsHeard();
  });

  it('lets nobody leave a will in the name of another', async () => {
    const watcher = await world.connect('porvoo-2');
    const heard: string[] = [];
    watcher.on('message', (topic) => heard.push(topic));
    await watcher.subscribeAsync(deviceMessages.presence.topic('porvoo-2'), { qos: 1 });
    const lost = { state: 'lost', connection: 1 };
    const will = { topic: deviceMessages.presence.topic('porvoo-2'), payload: Buffer.from(stamped(lost)), qos: 1 as const };
    const room = await world.connect('porvoo-1', { will });
    room.stream.destroy();
    await soon(async () => {
      const { values } = await world.metrics.refused.get();
      expect(values).toContainEqual(expect.objectContaining({ value: 1, labels: { action: 'publish' } }));
    });
    await say(watcher, deviceMessages.presence, 'porvoo-2', { state: 'online', connection: 1 });
    await soon(() => expect(heard).toHaveLength(1));
  });

  it('tells the hub by the will that a room was lost', async () => {
    const states: string[] = [];
    await world.stop();
    world = BrokerWorld.with(rooms);
    world.link.on(deviceMessages.presence, (_roomId, { state }) => void states.push(state), { ordersItself: true });
    await world.start();
    const lost = { state: 'lost', connection: 1 };
    const will = { topic: deviceMessages.presence.topic('porvoo-1'), payload: Buffer.from(stamped(lost)), qos: 1 as const };
    const room = await world.connect('porvoo-1', { will });
    room.stream.destroy();
    await soon(() => expect(states).toEqual(['lost']));
  });

  it.each([
    ['everything', '#'],
    ['everything of its own', 'etapiste/v1/rooms/porvoo-1/#'],
    ['all rooms', 'etapiste/v1/rooms/+/calls/state'],
    ['another room', callMessages.state.topic('porvoo-2')],
    ['its own presses', callMessages.raised.topic('porvoo-1')],
    ['the broker', '$SYS/#'],
    ['the whole of the hubs', 'etapiste/v1/hubs/#'],
    ['a shared subscription', `$share/a/${callMessages.state.topic('porvoo-1')}`],
  ])('does not let a room listen to %s', async (_what, filter) => {
    const room = await world.connect('porvoo-1');
    expect(await isGranted(room, filter)).toBe(false);
    expect(await isGranted(room, callMessages.state.topic('porvoo-1'))).toBe(true);
  });

  it.each([
    callMessages.confirmed.topic('porvoo-1'),
    callMessages.state.topic('porvoo-1'),
    roomStateMessages.display.topic('porvoo-1'),
    deviceMessages.command.topic('porvoo-1'),
    deviceMessages.presence.topic('porvoo-1'),
    hubPresence.filter,
  ])('lets a room listen to %s, which is meant for it', async (filter) => {
    const room = await world.connect('porvoo-1');
    expect(await isGranted(room, filter)).toBe(true);
  });

  it('ends a connection that announces a payload of a mebibyte, long before it has come', async () => {
    const room = await world.connect('porvoo-1');
    const gone = closed(room);
    room.publish(callMessages.raised.topic('porvoo-1'), Buffer.alloc(1024 * 1024, 32), { qos: 1 });
    await gone;
    expect(await world.dropped('too-large')).toBe(1);
    await expectOtherRoomIsHeard();
  });

  it('ends a connection that speaks no MQTT', async () => {
    const socket = connectTcp(world.port, '127.0.0.1');
    socket.on('error', () => {
      // Being reset is as good as being closed.
    });
    socket.resume();
    const ended = once(socket, 'close');
    socket.write('GET / HTTP/1.1\r\nHost: hub\r\n\r\n');
    await expect(ended).resolves.toBeDefined();
    await expectOtherRoomIsHeard();
  });

  it('drops and does not keep a press that asks to be kept', async () => {
    const room = await world.connect('porvoo-1');
    const topic = callMessages.raised.topic('porvoo-1');
    await room.publishAsync(topic, stamped(press()), { qos: 1, retain: true });
    expect(pressed).toEqual([]);
    expect(await world.dropped('retained-happening')).toBe(1);
  });

  it('gives a room that comes later the newest of what is kept for it, that a hub is there, and nothing that was taken back', async () => {
    const [lamp, state] = [roomStateMessages.display.topic('porvoo-1'), callMessages.state.topic('porvoo-1')];
    const kept: [string, string][] = [
      [lamp, 'old'],
      [lamp, 'new'],
      [state, 'gone'],
      [state, ''],
      [roomStateMessages.display.topic('porvoo-2'), 'of another room'],
    ];
    await world.broker.sayOnline();
    for (const [topic, payload] of kept) await world.broker.publish(topic, payload, { retain: true });
    const room = await world.connect('porvoo-1');
    const heard = new Map<string, string>();
    room.on('message', (topic, payload) => heard.set(topic, payload.toString()));
    await room.subscribeAsync([lamp, state, hubPresence.filter], { qos: 1 });
    await soon(() => expect(new Set(heard.keys())).toEqual(new Set([lamp, world.presence.topic])));
    expect(heard.get(lamp)).toBe('new');
  });

  it('goes on with the other rooms while one has stopped reading', async () => {
    await beginAnew({ drainPatience: 60_000 });
    const stuck = await world.connect('porvoo-1');
    await stuck.subscribeAsync(callMessages.confirmed.topic('porvoo-1'), { qos: 0 });
    (stuck.stream as unknown as { pause(): void }).pause();
    const answer = { id: newId(), outcome: 'refused' as const, callId: null, code: 'x'.repeat(60_000) };
    for (let count = 0; count < 300; count += 1) await world.link.send(callMessages.confirmed, 'porvoo-1', answer);
    const other = await world.connect('porvoo-2');
    const heard: string[] = [];
    other.on('message', (topic) => heard.push(topic));
    await other.subscribeAsync(callMessages.confirmed.topic('porvoo-2'), { qos: 1 });
    await world.link.send(callMessages.confirmed, 'porvoo-2', { id: newId(), outcome: 'opened', callId: newId() });
    await soon(() => expect(heard).toHaveLength(1));
    expectRoomIsCutOff();
    const gone = closed(stuck);
    (stuck.stream as unknown as { resume(): void }).resume();
    await gone;
  });

  /** So that nothing piles up for it. */
  function expectRoomIsCutOff(): void {
    const said = world.log.atLeastWarning().map(({ message }) => message);
    expect(said).toContain('a room that does not read was cut off');
  }

  it('lets a room go that stopped reading, also when little waits for it', async () => {
    await beginAnew({ drainPatience: 50, waitingBytes: 1e9 });
    const stuck = await world.connect('porvoo-1');
    await stuck.subscribeAsync(callMessages.confirmed.topic('porvoo-1'), { qos: 0 });
    (stuck.stream as unknown as { pause(): void }).pause();
    const answer = { id: newId(), outcome: 'refused' as const, callId: null, code: 'x'.repeat(60_000) };
    for (let count = 0; count < 300; count += 1) await world.link.send(callMessages.confirmed, 'porvoo-1', answer);
    const said = () => world.log.atLeastWarning().map(({ fields }) => JSON.stringify(fields));
    await soon(() => expect(said().some((fields) => fields.includes('drain timeout'))).toBe(true));
  });

  it('lets whoever has a room’s place keep it while two fight for it', async () => {
    const machines = [await world.connect('porvoo-1')];
    for (let count = 0; count < 6; count += 1) machines.push(await world.connect('porvoo-1'));
    await expect(world.connect('porvoo-1')).rejects.toThrow('Server unavailable');
    await expect(world.connect('porvoo-1')).rejects.toThrow('Server unavailable');
    expect(machines.map(({ connected }) => connected)).toEqual([...Array<boolean>(6).fill(false), true]);
    expect(world.log.atLeastWarning().filter(({ message }) => message.startsWith('two machines fight'))).toHaveLength(1);
    await expectOtherRoomIsHeard();
    world.clock.pass(60_000);
    const next = await world.connect('porvoo-1');
    expect(next.connected).toBe(true);
  });

  it.each<Partial<BrokerLimits>>([
    { strangersPerAddress: 3 },
    { strangers: 3 },
    { connections: 3 },
    { connectionsPerAddress: 3 },
  ])('takes no more connections than it can bear (%o), and new ones when they are gone', async (limits) => {
    await beginAnew(limits);
    const strangers = await Promise.all(
      [1, 2, 3].map(async () => {
        const socket = connectTcp(world.port, '127.0.0.1');
        await once(socket, 'connect');
        return socket;
      }),
    );
    await expect(world.connect('porvoo-1')).rejects.toThrow(/closed|reset|connect/i);
    for (const socket of strangers) socket.destroy();
    await soon(() => world.connect('porvoo-1'));
    await expectOtherRoomIsHeard();
  });

  it('lets nobody wait at the door without a word', async () => {
    await beginAnew({ patience: 50 });
    const socket = connectTcp(world.port, '127.0.0.1');
    socket.resume();
    expect(await once(socket, 'close')).toEqual([false]);
    await expectOtherRoomIsHeard();
  });

  it('ends a connection that sends more than a room ever has to say, whatever it is', async () => {
    await beginAnew({ burst: { packets: 20, bytes: 1e6 } });
    const socket = connectTcp(world.port, '127.0.0.1');
    socket.on('error', () => {
      // Being reset is as good as being closed.
    });
    socket.resume();
    const ended = once(socket, 'close');
    const ping = Buffer.from([0xc0, 0x00]);
    socket.write(Buffer.concat(Array.from({ length: 40 }, () => ping)));
    await ended;
    expect(await world.dropped('too-fast')).toBe(1);
    await expectOtherRoomIsHeard();
  });

  it('never writes a password or a payload into the log', async () => {
    await expect(world.connect('porvoo-1', { password: 'a-secret' })).rejects.toThrow('Bad username or password');
    const room = await world.connect('porvoo-1');
    await room.publishAsync(callMessages.raised.topic('porvoo-1'), '{"name":"Matti"', { qos: 1 });
    await room.publishAsync(callMessages.raised.topic('porvoo-1'), '{"id":"Matti"}', { qos: 1 });
    const lines = JSON.stringify(world.log.lines);
    expect(world.log.atLeastWarning().length).toBeGreaterThan(2);
    expect(lines).not.toContain('a-secret');
    expect(lines).not.toContain('Matti');
  });
});
