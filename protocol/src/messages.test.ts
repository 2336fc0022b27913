import { describe, expect, test } from 'vitest';
import {
  allMessages,
  EnvelopeStamp,
  envelope,
  hubPresence,
  maxPayloadBytes,
  newId,
  parseRoomTopic,
  slug,
  topicRoot,
  type Message,
} from './index.js';

const stamp = new EnvelopeStamp(newId(), () => new Date('2026-11-24T07:52:14.213Z'));
const sample = (message: Message) => stamp.stamp(message.example);
const walk = allMessages.map((message) => [`${message.feature}/${message.name}`, message] as const);

describe.each(walk)('the message %s', (_, message) => {
  test('has an example that a room could really send, and it survives the wire', () => {
    const sent = sample(message);
    const received: unknown = JSON.parse(JSON.stringify(sent));
    expect(message.schema.parse(received)).toEqual(sent);
  });

  test('is not believed without the time, the boot and the number that order it', () => {
    for (const field of Object.keys(envelope.shape)) {
      const { [field]: _left, ...rest } = sample(message) as Record<string, unknown>;
      expect(message.schema.safeParse(rest).success, `without ${field}`).toBe(false);
    }
  });

  test('may carry fields that only a newer room knows: they are dropped', () => {
    const sent = sample(message);
    expect(message.schema.parse({ ...sent, fromTheFuture: 1 })).toEqual(sent);
  });

  test('travels on a topic that tells room, feature and name, and back', () => {
    const topic = message.topic('porvoo-1');
    expect(topic).toBe(`${topicRoot}/rooms/porvoo-1/${message.feature}/${message.name}`);
    expect(parseRoomTopic(topic)).toEqual({ roomId: 'porvoo-1', feature: message.feature, name: message.name });
  });

  test('can be read with one filter from all rooms', () => {
    expect(message.topic('+').split('/')).toEqual(['etapiste', 'v1', 'rooms', '+', message.feature, message.name]);
  });

  test('has names that are words of a topic, and its example fits a payload', () => {
    expect(slug.safeParse(message.feature).success).toBe(true);
    expect(slug.safeParse(message.name).success).toBe(true);
    expect(new TextEncoder().encode(JSON.stringify(sample(message))).length).toBeLessThan(maxPayloadBytes);
    expect(message.summary).not.toBe('');
  });
});

test('no two messages share a topic', () => {
  const topics = allMessages.map((message) => message.topic('porvoo-1'));
  expect(new Set(topics).size).toBe(topics.length);
});

test('a command or a happening is never retained: least of all a press', () => {
  const retained = allMessages.filter((message) => message.retain).map((message) => `${message.feature}/${message.name}`);
  expect(retained).toEqual([
    'calls/state',
    'rooms/occupancy',
    'rooms/occupancy-policy',
    'rooms/display',
    'devices/presence',
    'devices/health',
    'meetings/document-camera',
    'faults/self-check',
  ]);
});

test('a hub tells its presence apart from every room’s', () => {
  expect(hubPresence.schema.parse(stamp.stamp(hubPresence.example))).toMatchObject(hubPresence.example);
  expect(parseRoomTopic(hubPresence.topic('hub'))).toBeUndefined();
  expect(hubPresence.filter).toBe(hubPresence.topic('+'));
});
