import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRoomTopic, slug, topicRoot } from './index.js';

const word = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);
const level = fc.oneof(word, fc.string(), fc.constantFrom('etapiste', 'v1', 'v2', 'rooms', 'hubs', '+', '#', '', '$SYS'));

test('any room can be told from its topic', () => {
  fc.assert(
    fc.property(word, word, word, (roomId, feature, name) => {
      expect(parseRoomTopic(`${topicRoot}/rooms/${roomId}/${feature}/${name}`)).toEqual({ roomId, feature, name });
    }),
  );
});

test('a topic that is not a room’s own is never taken for one', () => {
  const levels = fc.array(level, { maxLength: 9 });
  const anything = fc.oneof(fc.string(), levels.map(joined));
  const almostOurs = levels.map((rest) => joined([topicRoot, 'rooms', ...rest]));
  fc.assert(
    fc.property(fc.oneof(anything, almostOurs), (topic) => {
      const parsed = parseRoomTopic(topic);
      const parts = Object.values(parsed ?? {});
      expect(parsed ? joined([topicRoot, 'rooms', ...parts]) : topic).toBe(topic);
      expect(parts.filter((part) => !slug.safeParse(part).success)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

const joined = (levels: readonly string[]): string => levels.join('/');

test.each([
  ['another version', 'etapiste/v2/rooms/porvoo-1/calls/raised'],
  ['another house', 'zigbee2mqtt/v1/rooms/porvoo-1/calls/raised'],
  ['a hub', 'etapiste/v1/hubs/hub/presence'],
  ['a filter over rooms', 'etapiste/v1/rooms/+/calls/raised'],
  ['a filter over features', 'etapiste/v1/rooms/porvoo-1/+/raised'],
  ['a filter over names', 'etapiste/v1/rooms/porvoo-1/calls/#'],
  ['a room in capitals', 'etapiste/v1/rooms/Porvoo-1/calls/raised'],
  ['a name too long for an identity', `etapiste/v1/rooms/${'a'.repeat(65)}/calls/raised`],
  ['nothing after the feature', 'etapiste/v1/rooms/porvoo-1/calls'],
  ['an empty name', 'etapiste/v1/rooms/porvoo-1/calls/'],
  ['one level too many', 'etapiste/v1/rooms/porvoo-1/calls/raised/now'],
  ['a leading slash', '/etapiste/v1/rooms/porvoo-1/calls/raised'],
])('%s is no room’s topic', (_, topic) => {
  expect(parseRoomTopic(topic)).toBeUndefined();
});
