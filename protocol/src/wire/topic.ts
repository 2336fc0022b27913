import { z } from 'zod';
import { slug } from './id.js';
import { envelope } from './envelope.js';

/** Version of the wire. A change that an older peer cannot read gets a new number, and a new tree of topics. */
export const wireVersion = 'v1';

/** Root of every topic. */
export const topicRoot = `etapiste/${wireVersion}`;

/** Who publishes: a room's controller, or the hub. Rights follow the direction (DESIGN §4). */
export type Direction = 'room-to-hub' | 'hub-to-room';

/** What a feature says about one of its messages. */
export interface MessageSource<Shape extends z.ZodRawShape> {
  readonly direction: Direction;
  /** State is retained; happenings and commands are not. */
  readonly retain: boolean;
  readonly summary: string;
  readonly payload: z.ZodObject<Shape>;
  /** One good payload without the envelope; every package tests against it. */
  readonly example: z.input<z.ZodObject<Shape>>;
}

/** One message of the wire: where it travels, how, and the schema that both ends check. */
export interface Message<Shape extends z.ZodRawShape = z.ZodRawShape> extends MessageSource<Shape> {
  readonly feature: string;
  readonly name: string;
  /** All messages travel at least once; handlers survive repeats. */
  readonly qos: 1;
  /** Payload and envelope. Unknown fields are dropped. */
  readonly schema: z.ZodObject<Shape & typeof envelope.shape>;
  /** The topic in one room; `+` gives the filter over all rooms. */
  topic(roomId: string): string;
}

/** What travels in a message, without the envelope. */
export type PayloadOf<M extends Message> = z.infer<M['payload']>;

/** What a handler receives: payload and envelope. */
export type ReceivedOf<M extends Message> = z.infer<M['payload']> & z.infer<typeof envelope>;

type Shaped<Source> = Source extends { readonly payload: z.ZodObject<infer Shape extends z.ZodRawShape> }
  ? Message<Shape>
  : never;

/** The messages of one feature; topics are built from the feature's and the message's own names. */
export function roomMessages<Sources extends Record<string, MessageSource<z.ZodRawShape>>>(
  feature: string,
  sources: Sources,
): { readonly [Name in keyof Sources]: Shaped<Sources[Name]> } {
  const build = ([name, source]: [string, MessageSource<z.ZodRawShape>]) => {
    const topic = (roomId: string) => `${topicRoot}/rooms/${roomId}/${feature}/${name}`;
    return [name, { ...source, feature, name, qos: 1, schema: source.payload.extend(envelope.shape), topic }];
  };
  return Object.fromEntries(Object.entries(sources).map(build)) as never;
}

/** Room, feature and message; nothing that could be a wildcard, whatever a newer room may be called. */
const roomLevels = z.tuple([slug, slug, slug]);

/** The parts of a room's topic, or `undefined` when the topic is not one of ours. */
export function parseRoomTopic(topic: string): { roomId: string; feature: string; name: string } | undefined {
  const [root, version, rooms, ...levels] = topic.split('/');
  if (`${root}/${version}` !== topicRoot || rooms !== 'rooms') return undefined;
  const parts = roomLevels.safeParse(levels);
  if (!parts.success) return undefined;
  const [roomId, feature, name] = parts.data;
  return { roomId, feature, name };
}
