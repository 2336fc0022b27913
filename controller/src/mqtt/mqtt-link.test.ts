import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { callMessages, deviceMessages, newId, roomStateMessages, seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../clock/index.js';
import { directLine } from '../hardware/index.js';
import { silentLog } from '../log/index.js';
import { BenchBroker, BenchHub, eventually } from '../testing/index.js';
import { MqttLink } from './mqtt-link.js';
import { fixedAccess } from './room-access.js';

const roomId = 'porvoo-1';
const at = '2026-11-24T07:49:10.000Z';
const vacant = { state: 'vacant', confidence: 'sensed', ageSeconds: 9, signAgeSeconds: null, lastVacant: null } as const;
const policy = { lockoutSeconds: 2, notReachedSeconds: 20, endPressSeconds: 3 };

describe("the room's line to the hub", () => {
  let broker: BenchBroker;
  let hub: BenchHub;
  let links: MqttLink[];

  const openLink = (bootId = newId()) => {
    const options = {
      bootId,
      access: fixedAccess({ roomId, url: broker.url, password: 'x' }),
      retry: { first: seconds(0.02), most: seconds(0.05) },
    };
    const link = new MqttLink(options, directLine, systemClock, silentLog());
    links.push(link);
    return link;
  };
  const presence = () => hub.said(deviceMessages.presence).map(({ state, connection }) => `${state} ${connection}`);

  beforeEach(async () => {
    links = [];
    broker = new BenchBroker();
    await broker.start();
    hub = await BenchHub.open(broker.url, roomId);
  });

  afterEach(async () => {
    for (const link of links) await link.stop();
    await hub.close();
    await broker.stop();
  });

  it('says online at its birth, and stopped before a clean end that no will follows', async () => {
    const link = openLink();
    link.start();
    await eventually(() => expect(presence()).toEqual(['online 1']));
    await link.stop();
    await eventually(() => expect(presence()).toEqual(['online 1', 'stopped 1']));
  });

  it('is told lost with the number of the connection that died, and counts the next one', async () => {
    openLink().start();
    await eventually(() => expect(presence()).toEqual(['online 1']));
    const other = await BenchHub.open(broker.url, roomId);
    broker.breakConnections();
    await eventually(() => expect(presence()).toContain('online 2'));
    await eventually(() => expect(other.said(deviceMessages.presence).at(-1)).toMatchObject({ state: 'online', connection: 2 }));
    await other.close();
  });

  it('says online again when somebody says that it is lost', async () => {
    openLink().start();
    await eventually(() => expect(presence()).toEqual(['online 1']));
    const late = { state: 'lost', connection: 7, at, bootId: newId(), seq: 3 };
    await hub.sayRaw(deviceMessages.presence.topic(roomId), JSON.stringify(late), true);
    await eventually(() => expect(presence()).toEqual(['online 1', 'lost 7', 'online 1']));
  });

  it('says its state again after the broker died and forgot everything, but no happening', async () => {
    const link = openLink();
    link.start();
    await eventually(() => expect(link.isConnected).toBe(true));
    link.publish(roomStateMessages.occupancy, vacant);
    link.publish(deviceMessages['command-result'], { id: newId(), outcome: 'done' });
    await eventually(() => expect(hub.said(deviceMessages['command-result'])).toHaveLength(1));
    await broker.stop();
    await eventually(() => expect(link.isConnected).toBe(false));
    link.publish(roomStateMessages.occupancy, { ...vacant, state: 'occupied' });
    await hub.close();
    await broker.start();
    hub = await BenchHub.open(broker.url, roomId);
    await eventually(() => expect(hub.lastSaid(roomStateMessages.occupancy)?.state).toBe('occupied'));
    expect(hub.said(deviceMessages['command-result'])).toHaveLength(0);
    expect(hub.malformed).toEqual([]);
  });

  it('drops what is broken, too large, or a happening that was kept, and goes on', async () => {
    const link = openLink();
    const confirmed: string[] = [];
    link.subscribe(callMessages.confirmed, ({ id }) => confirmed.push(id));
    const topic = callMessages.confirmed.topic(roomId);
    const good = (id: string) => JSON.stringify({ id, outcome: 'opened', callId: newId(), at, bootId: newId(), seq: 0 });
    await hub.sayRaw(topic, good(newId()), true);
    link.start();
    await eventually(() => expect(link.isConnected).toBe(true));
    for (const broken of ['', '{', '[]', 'null', '{"id":7}', Buffer.from([0xff, 0xfe]), good(newId()).padEnd(65_537)]) {
      await hub.sayRaw(topic, broken, false);
      await hub.sayRaw(deviceMessages.presence.topic(roomId), broken, false);
      await hub.sayRaw('etapiste/v1/hubs/x/presence', broken, false);
    }
    const last = newId();
    await hub.sayRaw(topic, good(last), false);
    await eventually(() => expect(confirmed).toEqual([last]));
  });

  it('never goes back to older or repeated state of the same hub', async () => {
    const link = openLink();
    const seen: number[] = [];
    link.subscribe(callMessages.state, ({ seq }) => seen.push(seq));
    link.start();
    await eventually(() => expect(link.isConnected).toBe(true));
    const bootId = newId();
    for (const seq of [5, 4, 5, 6]) {
      const state = JSON.stringify({ call: null, policy, at, bootId, seq });
      await hub.sayRaw(callMessages.state.topic(roomId), state, true);
    }
    await eventually(() => expect(seen).toEqual([5, 6]));
  });

  it('lets a handler that fails disturb nobody else', async () => {
    const link = openLink();
    const lamps: string[] = [];
    link.subscribe(roomStateMessages.display, () => {
      throw new Error('a bug');
    });
    link.subscribe(roomStateMessages.display, ({ lamp }) => lamps.push(lamp));
    link.start();
    await eventually(() => expect(link.isConnected).toBe(true));
    await hub.say(roomStateMessages.display, { lamp: 'quiet' });
    await eventually(() => expect(lamps).toEqual(['quiet']));
  });

  it('knows a hub while any of them is online', async () => {
    const link = openLink();
    const changes: boolean[] = [];
    link.onHubChange((isOnline) => changes.push(isOnline));
    await hub.sayPresence('online', 'hub-a');
    link.start();
    await eventually(() => expect(link.isHubOnline).toBe(true));
    await hub.sayPresence('online', 'hub-b');
    await hub.sayPresence('lost', 'hub-a');
    await hub.sayPresence('stopped', 'hub-b');
    await eventually(() => expect(changes).toEqual([true, false]));
  });

  it.each([
    ['about each second where nobody answers', undefined, seconds(0.375), seconds(1.25)],
    ['seldom where it is told no', Buffer.from([0x20, 2, 0, 5]), seconds(3.75), seconds(6.25)],
  ])('knocks again %s', async (_where, answer, least, most) => {
    const door = createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => (answer ? socket.end(answer) : socket.destroy()));
    });
    door.listen(0, '127.0.0.1');
    await once(door, 'listening');
    const pauses: number[] = [];
    const after: Clock['after'] = (pause, action) => {
      pauses.push(pause);
      return systemClock.after(1, action);
    };
    const access = fixedAccess({ roomId, url: `mqtt://127.0.0.1:${(door.address() as AddressInfo).port}`, password: 'x' });
    const link = new MqttLink({ bootId: newId(), access }, directLine, { ...systemClock, after }, silentLog());
    links.push(link);
    link.start();
    await eventually(() => expect(pauses.length).toBeGreaterThan(8));
    door.close();
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(most);
  });
});
