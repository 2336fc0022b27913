import {
  allMessages,
  callMessages,
  deviceMessages,
  EnvelopeStamp,
  maxPayloadBytes,
  newId,
  roomStateMessages,
  type ReceivedOf,
} from '@etapiste/protocol';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokerWorld } from './testing/broker-world.js';

const { raised } = callMessages;
const { occupancy } = roomStateMessages;
const press = () => ({ ...raised.example, id: newId() });

describe('what rooms say', () => {
  let world: BrokerWorld;
  let room: MqttClient;
  let envelopes: EnvelopeStamp;
  let pressed: ReceivedOf<typeof raised>[];
  let seen: ReceivedOf<typeof occupancy>['state'][];

  beforeEach(async () => {
    world = BrokerWorld.with(['porvoo-1', 'porvoo-2']);
    envelopes = new EnvelopeStamp(newId(), () => new Date());
    [pressed, seen] = [[], []];
    world.link.on(raised, (_roomId, payload) => void pressed.push(payload));
    world.link.on(occupancy, (_roomId, { state }) => void seen.push(state));
    await world.start();
    room = await world.connect('porvoo-1');
  });
  afterEach(() => world.stop());

  const send = (topic: string, payload: string | Buffer) => room.publishAsync(topic, payload, { qos: 1 });
  const sayPress = (payload: object) => send(raised.topic('porvoo-1'), JSON.stringify(payload));
  const missing = async () => (await world.metrics.missing.get()).values[0]?.value;
  const failures = async () => (await world.metrics.failed.get()).values;

  it.each(
    allMessages
      .filter(({ direction }) => direction === 'room-to-hub')
      .map((message) => [message.topic('porvoo-1'), message] as const),
  )('reaches the feature: %s', async (topic, message) => {
    const heard: unknown[] = [];
    world.link.on(message, (roomId, payload) => void heard.push({ roomId, ...payload }));
    const said = envelopes.stamp(message.example);
    await send(topic, JSON.stringify({ ...said, somethingNew: 'of a newer version' }));
    expect(heard).toEqual([{ roomId: 'porvoo-1', ...message.schema.parse(said) }]);
  });

  it.each([
    ['is not JSON', 'malformed', '{"id":'],
    ['is empty', 'malformed', ''],
    ['is not even text', 'malformed', Buffer.from([0xff, 0xfe, 0x00])],
    ['is a number', 'wrong-shape', '42'],
    ['is null', 'wrong-shape', 'null'],
    ['lacks the envelope', 'wrong-shape', JSON.stringify(press())],
    ['is nested without end', 'malformed', '['.repeat(60_000)],
    ['tries to change every object', 'wrong-shape', '{"__proto__":{"id":"x"}}'],
  ] as const)('is counted and dropped when it %s', async (_what, reason, payload) => {
    await send(raised.topic('porvoo-1'), payload);
    await sayPress(envelopes.stamp(press()));
    expect(await world.dropped(reason)).toBe(1);
    expect(pressed).toHaveLength(1);
  });

  it.each([
    ['an id that is a number', { id: 7 }],
    ['an unknown source', { source: 'telepathy' }],
    ['a negative age', { ageMs: -1 }],
    ['a sequence number that is text', { seq: '1' }],
    ['a time that is none', { at: 'yesterday' }],
  ])('is dropped when it has %s', async (_what, wrong) => {
    await sayPress({ ...envelopes.stamp(press()), ...wrong });
    expect(await world.dropped('wrong-shape')).toBe(1);
    expect(pressed).toEqual([]);
  });

  it('is dropped when it is larger than anybody may say', async () => {
    await sayPress({ ...envelopes.stamp(press()), padding: 'x'.repeat(maxPayloadBytes) });
    expect(await world.dropped('too-large')).toBe(1);
    expect(pressed).toEqual([]);
  });

  it('is let in and dropped when only a newer hub would know it', async () => {
    await send('etapiste/v1/rooms/porvoo-1/calls/whispered', JSON.stringify(envelopes.stamp({})));
    await sayPress(envelopes.stamp(press()));
    expect(await world.dropped('unknown-message')).toBe(1);
    expect(pressed).toHaveLength(1);
  });

  it('comes to the feature twice when a press is repeated, for it answers every time', async () => {
    const said = envelopes.stamp(press());
    await sayPress(said);
    await sayPress(said);
    expect(pressed).toHaveLength(2);
  });

  it('counts once when state is repeated, and not at all when it is older than what is known', async () => {
    const [vacant, occupied] = [
      envelopes.stamp({ ...occupancy.example, state: 'vacant' }),
      envelopes.stamp({ ...occupancy.example, state: 'occupied' }),
    ];
    for (const said of [occupied, vacant, occupied]) await send(occupancy.topic('porvoo-1'), JSON.stringify(said));
    expect(seen).toEqual(['occupied']);
    expect(await world.dropped('old-state')).toBe(2);
  });

  it('counts again after the room has restarted, though its numbers begin anew', async () => {
    envelopes.stamp({});
    await send(occupancy.topic('porvoo-1'), JSON.stringify(envelopes.stamp({ ...occupancy.example, state: 'occupied' })));
    const reborn = new EnvelopeStamp(newId(), () => new Date());
    await send(occupancy.topic('porvoo-1'), JSON.stringify(reborn.stamp({ ...occupancy.example, state: 'vacant' })));
    expect(seen).toEqual(['occupied', 'vacant']);
  });

  it('shows in a number when something on the way was lost, and goes on', async () => {
    await sayPress(envelopes.stamp(press()));
    for (let lost = 0; lost < 3; lost += 1) envelopes.stamp(press());
    await sayPress(envelopes.stamp(press()));
    expect(await missing()).toBe(3);
    expect(pressed).toHaveLength(2);
  });

  it('goes on when a feature cannot handle it', async () => {
    world.link.on(raised, () => {
      throw new Error('broken at once');
    });
    world.link.on(raised, async () => {
      throw new Error('broken later');
    });
    await sayPress(envelopes.stamp(press()));
    await sayPress(envelopes.stamp(press()));
    expect(pressed).toHaveLength(2);
    expect(await failures()).toContainEqual(expect.objectContaining({ value: 4, labels: { message: 'calls/raised' } }));
    expect(world.log.atLeastWarning()[0]?.fields).toMatchObject({ room: 'porvoo-1', topic: raised.topic('porvoo-1') });
  });

  it('fills the log with one line a minute for each kind of trouble, saying how much was left out', async () => {
    for (let count = 0; count < 20; count += 1) await send(raised.topic('porvoo-1'), 'rubbish');
    expect(world.log.atLeastWarning()).toHaveLength(1);
    world.clock.pass(60_000);
    await send(raised.topic('porvoo-1'), 'rubbish');
    expect(world.log.atLeastWarning().map(({ fields }) => fields)).toEqual([
      expect.objectContaining({ topic: raised.topic('porvoo-1'), unsaid: 0 }),
      expect.objectContaining({ topic: raised.topic('porvoo-1'), unsaid: 19 }),
    ]);
  });

  it('is only ever listened to for messages that rooms say', () => {
    expect(() => world.link.on(callMessages.confirmed, () => undefined)).toThrow('does not travel from a room');
  });

  it('is never said by the hub in the room’s stead', async () => {
    const health = deviceMessages.health.payload.parse(deviceMessages.health.example);
    await expect(world.link.send(deviceMessages.health, 'porvoo-1', health)).rejects.toThrow('does not travel from the hub');
  });
});
