import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callMessages, deviceMessages, newId, seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, systemClock, type Clock } from '../clock/index.js';
import { SelfCheck } from '../faults/index.js';
import { directLine } from '../hardware/index.js';
import { silentLog } from '../log/index.js';
import { BenchBroker, BenchHub, eventually } from '../testing/index.js';
import { fixedAccess, MqttLink } from '../mqtt/index.js';
import { Outbox } from './outbox.js';
import { PressSender } from './press-sender.js';
import type { HeldPress } from './press.js';

const roomId = 'porvoo-1';

describe('sending a press', () => {
  let broker: BenchBroker;
  let hub: BenchHub;
  let folder: string;
  let links: MqttLink[];
  let senders: PressSender[];

  /** A controller's boot: a line of its own and everything that sends presses. */
  const boot = async (clock: Clock = systemClock) => {
    const options = { bootId: newId(), access: fixedAccess({ roomId, url: broker.url, password: 'x' }) };
    const retry = { first: seconds(0.02), most: seconds(0.05) };
    const link = new MqttLink({ ...options, retry }, directLine, systemClock, silentLog());
    const selfCheck = new SelfCheck(link, clock, silentLog());
    const sender = new PressSender(new Outbox(folder, silentLog()), link, selfCheck, clock, silentLog());
    links.push(link);
    senders.push(sender);
    await sender.start();
    link.start();
    return { link, sender, selfCheck };
  };
  const press = (clock: Clock = systemClock): HeldPress => ({
    press: { kind: 'raised', id: newId(), pressedAt: clock.now().toISOString(), clockSynced: true },
    closedAtMs: clock.monotonicMs(),
  });
  const raisedIds = () => hub.said(callMessages.raised).map(({ id }) => id);
  const files = (place = '') => readdir(join(folder, 'outbox', place));
  const opened = () => ({ outcome: 'opened' as const, callId: newId() });

  beforeEach(async () => {
    links = [];
    senders = [];
    folder = await mkdtemp(join(tmpdir(), 'etapiste-sender-'));
    broker = new BenchBroker();
    await broker.start();
    hub = await BenchHub.open(broker.url, roomId);
  });

  afterEach(async () => {
    for (const sender of senders) await sender.stop();
    for (const link of links) await link.stop();
    await hub.close();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
    if (hub.malformed.length > 0) throw new Error(hub.malformed.join('\n'));
  });

  it('is repeated with growing pauses and its true age until the hub answers that very id', async () => {
    const clock = new ManualClock();
    const { link, sender } = await boot(clock);
    await eventually(() => expect(link.isConnected).toBe(true));
    const held = press(clock);
    sender.add(held);
    await eventually(() => expect(raisedIds()).toEqual([held.press.id]));
    await hub.say(callMessages.confirmed, { id: newId(), outcome: 'opened', callId: newId() });
    clock.setWall('2031-01-01T00:00:00.000Z');
    clock.pass(seconds(60));
    await eventually(() => expect(hub.said(callMessages.raised).length).toBeGreaterThanOrEqual(8));
    const ages = hub.said(callMessages.raised).map(({ ageMs }) => ageMs ?? NaN);
    expect(ages).toEqual(ages.toSorted((a, b) => a - b));
    const pauses = ages.slice(1).map((age, index) => age - (ages[index] ?? 0));
    expect(pauses[0]).toBeLessThanOrEqual(seconds(0.63));
    expect(Math.max(...pauses)).toBeGreaterThan(seconds(7));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(seconds(12.5));

    await hub.say(callMessages.confirmed, { id: held.press.id, ...opened() });
    await eventually(() => expect(sender.length).toBe(0));
    const count = raisedIds().length;
    clock.pass(seconds(60));
    await eventually(async () => expect(await files()).toEqual([]));
    expect(raisedIds()).toHaveLength(count);
  });

  it('comes from an earlier boot with an age that nobody knows', async () => {
    const before = await boot();
    await broker.stop();
    const held = press();
    before.sender.add(held);
    await before.sender.stop();
    await before.link.stop();
    await broker.start();
    await hub.close();
    hub = await BenchHub.open(broker.url, roomId);
    hub.answer = opened;
    const { sender } = await boot();
    expect(sender.length).toBe(1);
    await eventually(() => expect(sender.length).toBe(0));
    expect(hub.said(callMessages.raised)[0]).toMatchObject({ id: held.press.id, ageMs: null, pressedAt: held.press.pressedAt });
  });

  it('survives a broker that dies in the middle of it', async () => {
    const { link, sender } = await boot();
    await eventually(() => expect(link.isConnected).toBe(true));
    const held = press();
    sender.add(held);
    await broker.stop();
    await hub.close();
    await broker.start();
    hub = await BenchHub.open(broker.url, roomId);
    hub.answer = opened;
    await eventually(() => expect(sender.length).toBe(0));
    expect(raisedIds()).toContain(held.press.id);
  });

  it('loses none of fifty presses and confirms each once while the line comes and goes', async () => {
    const answers = new Map<string, number>();
    hub.answer = ({ id }) => {
      const times = (answers.get(id) ?? 0) + 1;
      answers.set(id, times);
      // The first answer to every other press is lost on the way.
      return times === 1 && answers.size % 2 === 0 ? undefined : opened();
    };
    const { sender } = await boot();
    const settled: string[] = [];
    sender.onSettled(({ id }) => settled.push(id));
    const presses = Array.from({ length: 50 }, () => press());
    for (const [index, held] of presses.entries()) {
      sender.add(held);
      if (index % 7 === 0) broker.breakConnections();
      await new Promise(setImmediate);
    }
    await eventually(() => expect(settled).toHaveLength(50));
    expect(new Set(settled)).toEqual(new Set(presses.map((held) => held.press.id)));
    await eventually(async () => expect(await files()).toEqual([]));
    expect([...answers.keys()]).toHaveLength(50);
  });

  it('moves aside when the hub refuses it, as a fault, and is not sent again', async () => {
    hub.answer = () => ({ outcome: 'refused', callId: null, code: 'room-unknown' });
    const { sender, selfCheck } = await boot();
    const held = press();
    sender.add(held);
    await eventually(async () => expect(await files('refused').catch(() => [])).toEqual([`${held.press.id}.json`]));
    expect([sender.length, selfCheck.codes]).toEqual([0, ['press-refused']]);
    expect((await boot()).sender.length).toBe(0);

    hub.answer = opened;
    sender.add(press());
    await eventually(() => expect(selfCheck.codes).toEqual([]));
  });

  it('reaches the hub although the disk refuses it, and the disk is a fault until it takes files again', async () => {
    const clock = new ManualClock();
    await writeFile(join(folder, 'outbox'), 'a file where the folder belongs');
    const { sender, selfCheck } = await boot(clock);
    expect(selfCheck.codes).toEqual(['outbox-not-writable']);
    const held = press(clock);
    sender.add(held);
    await eventually(() => expect(raisedIds()).toEqual([held.press.id]));
    await rm(join(folder, 'outbox'));
    clock.pass(seconds(10));
    await eventually(async () => expect(await files()).toEqual([`${held.press.id}.json`]));
    await eventually(() => expect(selfCheck.codes).toEqual([]));
    await hub.say(callMessages.confirmed, { id: held.press.id, ...opened() });
    await eventually(async () => expect(await files()).toEqual([]));
  });

  it('comes from an earlier boot also when the disk could not be read at first', async () => {
    const kept = press();
    await new Outbox(folder, silentLog()).save(kept.press);
    await rename(join(folder, 'outbox'), join(folder, 'away'));
    await writeFile(join(folder, 'outbox'), 'a file where a folder belongs');
    hub.answer = opened;
    const clock = new ManualClock();
    const { selfCheck } = await boot(clock);
    expect(selfCheck.codes).toEqual(['outbox-not-writable']);
    await rm(join(folder, 'outbox'));
    await rename(join(folder, 'away'), join(folder, 'outbox'));
    clock.pass(seconds(10));
    await eventually(() => expect(raisedIds()).toEqual([kept.press.id]));
    await eventually(() => expect(selfCheck.codes).toEqual([]));
  });

  it('ends a call only after the presses made before have joined it', async () => {
    const clock = new ManualClock();
    const { link, sender } = await boot(clock);
    await eventually(() => expect(link.isConnected).toBe(true));
    const first = press(clock);
    const callId = newId();
    sender.add(first);
    sender.add({ press: { ...press(clock).press, kind: 'ended', callId }, closedAtMs: clock.monotonicMs() });
    clock.pass(seconds(5));
    await eventually(() => expect(raisedIds().length).toBeGreaterThan(2));
    expect(hub.said(callMessages.ended)).toEqual([]);
    await hub.say(callMessages.confirmed, { id: first.press.id, outcome: 'joined', callId });
    await eventually(() => expect(hub.lastSaid(callMessages.ended)).toMatchObject({ callId, source: 'wall-button' }));
  });

  it('is sent at once when a hub comes online, without waiting for its pause to end', async () => {
    const clock = new ManualClock();
    const { link, sender } = await boot(clock);
    await eventually(() => expect(link.isConnected).toBe(true));
    sender.add(press(clock));
    clock.pass(seconds(60));
    await eventually(() => expect(hub.said(callMessages.raised).length).toBeGreaterThan(5));
    hub.answer = opened;
    await hub.sayPresence('online');
    await eventually(() => expect(sender.length).toBe(0));
    expect(hub.said(deviceMessages.presence)).toHaveLength(1);
  });
});
