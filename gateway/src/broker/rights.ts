import { allMessages, deviceMessages, hubPresence, parseRoomTopic, slug, type Message } from '@etapiste/protocol';

/** The name under which hubs talk to an external broker. Never accepted from outside by the embedded one. */
export const hubUser = 'hub';

/** A controller's fixed client id: a second connection of the same room takes the first one's place. */
export const clientIdOf = (roomId: string): string => `room-${roomId}`;

const key = ({ feature, name }: Pick<Message, 'feature' | 'name'>): string => `${feature}/${name}`;
const byKey = new Map(allMessages.map((message) => [key(message), message]));

/** Protocol's message of a room's topic, whichever way it travels; undefined for names of a newer version. */
export function messageOf(topic: string): Message | undefined {
  const place = parseRoomTopic(topic);
  return place && byKey.get(key(place));
}

/**
 * Rights by direction (DESIGN §4). A controller publishes under its own room's names except those that belong to the hub.
 * Names that we do not know are let in, because a newer room may talk to an older hub; the room link drops them.
 */
export function mayPublish(roomId: string, topic: string): boolean {
  const place = parseRoomTopic(topic);
  if (place?.roomId !== roomId) return false;
  return messageOf(topic)?.direction !== 'hub-to-room';
}

/** Whether a broker may keep what is published here: only state that we know. Happenings are never kept. */
export function isState(topic: string): boolean {
  return messageOf(topic)?.retain === true;
}

/**
 * A controller reads what hubs say to its own room, its own presence, and whether any hub is there. Each by its exact
 * name: besides `hubs/+/presence` no filter with a wildcard is granted.
 */
export function maySubscribe(roomId: string, filter: string): boolean {
  return filter === hubPresence.filter || isHubPresence(filter) || readableTopics(roomId).includes(filter);
}

function readableTopics(roomId: string): string[] {
  const fromHub = allMessages.filter(({ direction }) => direction === 'hub-to-room');
  return [...fromHub, deviceMessages.presence].map((message) => message.topic(roomId));
}

function isHubPresence(filter: string): boolean {
  const hubName = filter.split('/')[3];
  return slug.safeParse(hubName).success && filter === hubPresence.topic(hubName as string);
}
