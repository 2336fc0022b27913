import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  callMessages,
  deviceMessages,
  faultMessages,
  minutes,
  newId,
  roomStateMessages,
  seconds,
  type CallState,
  type CallWord,
} from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedAccess } from './mqtt/index.js';
import { BenchBroker, BenchHub, eventually } from './testing/index.js';
import { simulatedCamera } from './camera/index.js';
import { ManualClock } from './clock/index.js';
import { silentLog } from './log/index.js';
import { RoomController } from './room-controller.js';

const roomId = 'porvoo-1';
const policy = { lockoutSeconds: 2, notReachedSeconds: 20, endPressSeconds: 3 };

describe('a room, from its own side', () => {
  let broker: BenchBroker;
  let hub: BenchHub;
  let folder: string;
  let clock: ManualClock;
  let rooms: RoomController[];

  const boot = async () => {
    const access = fixedAccess({ roomId, url: broker.url, password: 'x' });
    const options = {
      access,
      dataDir: folder,
      documentCamera: simulatedCamera,
      hardware: undefined,
      simulate: { port: 0, allowOrigins: [] },
      version: '0.1.0',
    };
    const room = new RoomController({ ...options, retry: { first: 100, most: 100 } }, clock, silentLog());
    rooms.push(room);
    await room.start();
    return room;
  };
  const online = () => eventually(() => expect(hub.lastSaid(deviceMessages.presence)?.state).toBe('online'));
  const simulate = async (room: RoomController, name: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${room.simulator?.url}/simulate/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  };
  const press = async (room: RoomController, holdSeconds = 0.2) => {
    await simulate(room, 'button', { action: 'press', holdSeconds });
    clock.pass(seconds(holdSeconds));
  };
  const lamp = (room: RoomController, pattern: string) => eventually(() => expect(room.simulator?.state.now.lamp).toBe(pattern));
  const sayCall = (id: string, state: Exclude<CallState, 'done'>, word: Exclude<CallWord, 'sending'>) =>
    hub.say(callMessages.state, { call: { id, state, word, openedAt: clock.now().toISOString() }, policy });
  const raisedId = () =>
    eventually(() => {
      const raised = hub.lastSaid(callMessages.raised);
      if (!raised) throw new Error('no press has reached the hub');
      return raised.id;
    });
  const sayNoCall = () => hub.say(callMessages.state, { call: null, policy });
  const occupancy = () => hub.lastSaid(roomStateMessages.occupancy);
  const files = () => readdir(join(folder, 'outbox'));
  /** Lets the clock run while waiting, for what happens only with time. */
  const inTime = (check: () => void) =>
    eventually(() => {
      clock.pass(100);
      check();
    });

  beforeEach(async () => {
    rooms = [];
    clock = new ManualClock();
    folder = await mkdtemp(join(tmpdir(), 'etapiste-room-'));
    broker = new BenchBroker();
    await broker.start();
    hub = await BenchHub.open(broker.url, roomId);
  });

  afterEach(async () => {
    for (const room of rooms) await room.stop();
    await hub.close();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
    if (hub.malformed.length > 0) throw new Error(hub.malformed.join('\n'));
  });

  it('goes the whole way of a call: sending, stored, shown, on the way, and done by a long press', async () => {
    const room = await boot();
    await online();
    await press(room);
    await lamp(room, 'sending');
    await eventually(() => expect(hub.said(callMessages.raised)).toHaveLength(1));
    const [raised] = hub.said(callMessages.raised);
    await eventually(async () => expect(await files()).toEqual([`${raised?.id}.json`]));

    const callId = newId();
    await hub.say(callMessages.confirmed, { id: raised?.id ?? '', outcome: 'opened', callId });
    await lamp(room, 'stored');
    await eventually(async () => expect(await files()).toEqual([]));
    await sayCall(callId, 'open', 'shown');
    await lamp(room, 'shown');
    await sayCall(callId, 'on-the-way', 'on-the-way');
    await lamp(room, 'on-the-way');

    hub.answer = () => ({ outcome: 'joined', callId });
    clock.pass(seconds(5));
    await press(room, 3);
    await eventually(() => expect(hub.said(callMessages.ended)).toHaveLength(1));
    expect(hub.lastSaid(callMessages.ended)).toMatchObject({ callId, source: 'wall-button' });
    await sayNoCall();
    await lamp(room, 'dark');

    hub.answer = () => undefined;
    clock.pass(seconds(5));
    await press(room);
    await lamp(room, 'sending');
  });

  it('sends the customer to the desk when nobody answers for 20 s, and says it the moment somebody does', async () => {
    const room = await boot();
    await online();
    await press(room);
    clock.pass(seconds(19));
    await lamp(room, 'sending');
    clock.pass(seconds(1.5));
    await lamp(room, 'not-reached');
    const id = await raisedId();
    await hub.say(callMessages.confirmed, { id, outcome: 'opened', callId: newId() });
    await lamp(room, 'stored');
    await eventually(async () => expect(await files()).toEqual([]));
  });

  it('does not let the lamp lie when the hub falls silent after storing the call', async () => {
    const room = await boot();
    await online();
    const callId = newId();
    hub.answer = () => ({ outcome: 'opened', callId });
    await press(room);
    await lamp(room, 'stored');
    await broker.stop();
    clock.pass(seconds(20.5));
    await lamp(room, 'not-reached');
    expect(hub.said(callMessages.raised)).toHaveLength(1);
  });

  it('is dark again when the call it was told of had already ended', async () => {
    const room = await boot();
    await online();
    await hub.sayPresence('online');
    await sayNoCall();
    hub.answer = () => ({ outcome: 'joined', callId: newId() });
    await press(room);
    await lamp(room, 'stored');
    clock.pass(seconds(6.5));
    await lamp(room, 'dark');
    expect(hub.said(faultMessages['self-check']).every(({ faults }) => faults.length === 0)).toBe(true);
  });

  it('shows the truth after a restart in the middle of a call', async () => {
    const first = await boot();
    await online();
    await sayCall(newId(), 'on-the-way', 'on-the-way');
    await lamp(first, 'on-the-way');
    await first.stop();
    const second = await boot();
    await lamp(second, 'on-the-way');
    const states = () => hub.said(deviceMessages.presence).map(({ state }) => state);
    await eventually(() => expect(states()).toEqual(['online', 'stopped', 'online']));
  });

  it('keeps a press while its line is cut, tells the customer, and delivers it when the line heals', async () => {
    const room = await boot();
    await online();
    await simulate(room, 'network', { mode: 'cut' });
    await eventually(() => expect(hub.lastSaid(deviceMessages.presence)?.state).toBe('lost'));
    await press(room);
    await lamp(room, 'sending');
    clock.pass(seconds(21));
    await lamp(room, 'not-reached');
    expect(hub.said(callMessages.raised)).toEqual([]);
    hub.answer = () => ({ outcome: 'opened', callId: newId() });
    await simulate(room, 'network', { mode: 'ok' });
    await inTime(() => expect(hub.said(callMessages.raised)).not.toEqual([]));
    expect(hub.said(callMessages.raised)[0]?.ageMs).toBeGreaterThan(seconds(21));
    await lamp(room, 'stored');
    await eventually(() => expect(hub.lastSaid(deviceMessages.presence)?.state).toBe('online'));
    expect(hub.lastSaid(deviceMessages.presence)?.connection).toBeGreaterThan(1);
  });

  it('takes five quick presses for one', async () => {
    const room = await boot();
    await online();
    hub.answer = () => ({ outcome: 'opened', callId: newId() });
    for (let count = 0; count < 5; count += 1) await press(room, 0.1);
    await lamp(room, 'stored');
    expect(new Set(hub.said(callMessages.raised).map(({ id }) => id)).size).toBe(1);
  });

  it('blinks for whoever looks for it, once for a repeated command, and answers each time', async () => {
    const room = await boot();
    await online();
    const id = newId();
    await hub.say(deviceMessages.command, { id, command: 'identify' });
    await lamp(room, 'identify');
    clock.pass(seconds(5));
    await lamp(room, 'dark');
    await hub.say(deviceMessages.command, { id, command: 'identify' });
    await eventually(() => expect(hub.said(deviceMessages['command-result'])).toHaveLength(2));
    expect(hub.said(deviceMessages['command-result']).every((result) => result.id === id && result.outcome === 'done')).toBe(
      true,
    );
    expect(room.simulator?.state.now.lamp).toBe('dark');
  });

  it('announces a test of its camera, but a call goes first', async () => {
    const room = await boot();
    await online();
    await hub.say(roomStateMessages.display, { lamp: 'announced-test' });
    await lamp(room, 'announced-test');
    await press(room);
    await lamp(room, 'sending');
    await sayNoCall();
    const id = await raisedId();
    await hub.say(callMessages.confirmed, { id, outcome: 'refused', callId: null, code: 'room-unknown' });
    await lamp(room, 'not-reached');
    clock.pass(seconds(121));
    await lamp(room, 'announced-test');
    await hub.say(roomStateMessages.display, { lamp: 'quiet' });
    await lamp(room, 'fault');
    await eventually(() =>
      expect(hub.lastSaid(faultMessages['self-check'])?.faults.map(({ code }) => code)).toEqual(['press-refused']),
    );
  });

  it('is occupied by motion, a call or a touch, and vacant after the hold that its hub says, whatever the wall clock does', async () => {
    await hub.say(roomStateMessages['occupancy-policy'], { holdSeconds: 20 });
    const room = await boot();
    await online();
    await inTime(() => expect(occupancy()).toMatchObject({ state: 'vacant', confidence: 'sensed' }));
    await simulate(room, 'occupancy', { isOccupied: true });
    await eventually(() => expect(occupancy()).toMatchObject({ state: 'occupied', confidence: 'sensed' }));
    clock.setWall('2031-01-01T00:00:00.000Z');
    await simulate(room, 'occupancy', { isOccupied: false });
    clock.pass(seconds(20));
    await eventually(() =>
      expect(occupancy()).toMatchObject({
        state: 'vacant',
        ageSeconds: 0,
        signAgeSeconds: 20,
        lastVacant: { fromAgeSeconds: 0, untilAgeSeconds: 0 },
      }),
    );

    await hub.say(roomStateMessages.touched, {});
    await eventually(() => expect(occupancy()).toMatchObject({ state: 'occupied', confidence: 'confirmed' }));
    await sayCall(newId(), 'open', 'shown');
    await lamp(room, 'shown');
    clock.pass(seconds(50));
    await sayNoCall();
    await lamp(room, 'dark');
    clock.pass(seconds(20));
    await eventually(() => expect(occupancy()).toMatchObject({ state: 'vacant', ageSeconds: 0, signAgeSeconds: 20 }));
  });

  it('says of a sensor that sees motion without end that somebody should look at it', async () => {
    const room = await boot();
    await online();
    await simulate(room, 'occupancy', { isOccupied: true });
    await eventually(() => expect(occupancy()?.confidence).toBe('sensed'));
    clock.stall(minutes(8 * 60 + 4));
    await eventually(() => expect(occupancy()).toMatchObject({ state: 'occupied', confidence: 'suspect' }));
    const faults = () => hub.lastSaid(faultMessages['self-check'])?.faults;
    await eventually(() => expect(faults()).toMatchObject([{ code: 'sensor-suspect', detail: 'simulated sensor' }]));
    await simulate(room, 'occupancy', { isOccupied: false });
    await eventually(() => expect(faults()).toEqual([]));
  });

  it('says who is in the room at once and every minute, and how it is every half minute', async () => {
    const room = await boot();
    await online();
    await eventually(() => expect(occupancy()).toMatchObject({ state: 'unknown', confidence: 'none' }));
    clock.pass(seconds(3));
    await simulate(room, 'occupancy', { isOccupied: true });
    await eventually(() => expect(occupancy()).toMatchObject({ state: 'occupied', ageSeconds: 0, signAgeSeconds: 0 }));
    const told = () =>
      [roomStateMessages.occupancy, deviceMessages.health, faultMessages['self-check']].map((m) => hub.said(m).length);
    const before = told();
    clock.pass(seconds(60));
    await eventually(() => expect(told()).toEqual(before.map((count, index) => count + (index === 1 ? 2 : 1))));
    expect(hub.lastSaid(deviceMessages.health)).toMatchObject({
      uptimeSeconds: 63,
      versions: { controller: '0.1.0', node: process.versions.node },
      drivers: [{ name: 'simulated', state: 'simulated', parts: [] }],
      outboxLength: 0,
    });
    await press(room);
    clock.pass(seconds(2));
    await eventually(() => expect(hub.lastSaid(deviceMessages.health)?.outboxLength).toBe(1));
  });

  it('works with no network at all from its first moment', async () => {
    await broker.stop();
    const room = await boot();
    await press(room);
    await lamp(room, 'sending');
    await eventually(async () => expect(await files()).toHaveLength(1));
    await hub.close();
    await broker.start();
    hub = await BenchHub.open(broker.url, roomId);
    hub.answer = () => ({ outcome: 'opened', callId: newId() });
    await inTime(() => expect(hub.said(callMessages.raised)).not.toEqual([]));
    await lamp(room, 'stored');
  });
});
