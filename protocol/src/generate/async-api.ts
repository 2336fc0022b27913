import { allMessages, hubPresence, topicRoot, wireVersion, type Message } from '../index.js';
import { draft07, pascalCase, type Json } from './json-schema.js';
import { documentVersion, licence } from './version.js';

const bindingVersion = '0.2.0';
const sampleEnvelope = { at: '2026-11-24T07:52:14.213Z', bootId: '0193f59f-0000-7000-8000-00000000b007', seq: 7 };

/** One channel of the document: a room's message or the hub's presence. */
interface Channel {
  readonly key: string;
  readonly address: string;
  readonly title: string;
  readonly summary: string;
  readonly parameter: { readonly name: string; readonly description: string; readonly example: string };
  /** What the hub does here: operations are told from its side. */
  readonly action: 'send' | 'receive';
  readonly retain: boolean;
  readonly tag: string;
  readonly payload: Json;
  readonly example: Json;
}

/** The MQTT contract as AsyncAPI 3.0 (DESIGN §4): one channel a message, operations from the hub's side. */
export function asyncApiDocument(): Json {
  const channels = [...allMessages.map(roomChannel), hubChannel()];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Etäpiste: rooms and hub over MQTT',
      version: documentVersion,
      description,
      license: licence,
      tags: [...new Set(channels.map((channel) => channel.tag))].map((name) => ({ name })),
    },
    defaultContentType: 'application/json',
    servers: { broker: broker() },
    channels: mapped(channels, channelObject),
    operations: Object.fromEntries(channels.map((channel) => [`${channel.action}${channel.key}`, operationObject(channel)])),
    components: {
      messages: mapped(channels, messageObject),
      securitySchemes: {
        room: { type: 'userPassword', description: 'User: the room’s id. Client id: `room-` and the room’s id.' },
      },
    },
  };
}

const description = [
  `Every topic begins with \`${topicRoot}\`; ${wireVersion} changes only with a wire that older peers cannot read.`,
  'State is retained, happenings and commands are not. JSON, UTF-8, at most 64 KiB, MQTT 3.1.1, QoS 1, clean session.',
  'Every payload carries `at`, `bootId` and `seq`: order is `bootId` + `seq`, time is the hub’s.',
  'Unknown fields are ignored. No message says anything about a customer.',
  'A room may publish its own room-to-hub messages and read its own hub-to-room messages, its own presence, and the presence of hubs; nothing else.',
].join('\n\n');

const roomChannel = (message: Message): Channel => ({
  key: pascalCase(`${message.feature}-${message.name}`),
  address: message.topic('{roomId}'),
  title: `${message.feature}/${message.name}`,
  summary: message.summary,
  parameter: {
    name: 'roomId',
    description: 'Identity of the room: lower case letters, digits and single hyphens',
    example: 'porvoo-1',
  },
  action: message.direction === 'room-to-hub' ? 'receive' : 'send',
  retain: message.retain,
  tag: message.feature,
  payload: draft07(message.schema),
  example: { ...message.example, ...sampleEnvelope },
});

const hubChannel = (): Channel => ({
  key: 'HubPresence',
  address: hubPresence.topic('{hubName}'),
  title: 'hub presence',
  summary: 'Birth, clean stop, and (as the last will) loss of a hub. A hub is there while any of them is online.',
  parameter: { name: 'hubName', description: 'Name of one hub process', example: 'hub' },
  action: 'send',
  retain: true,
  tag: 'hubs',
  payload: draft07(hubPresence.schema),
  example: { ...hubPresence.example, ...sampleEnvelope },
});

const broker = (): Json => ({
  host: '{host}:{port}',
  protocol: 'mqtt',
  protocolVersion: '3.1.1',
  description: 'The broker inside the hub, or any MQTT 3.1.1 broker with the same topics and rights. TLS outside loopback.',
  variables: { host: { default: '127.0.0.1' }, port: { default: '1883' } },
  security: [{ $ref: '#/components/securitySchemes/room' }],
  bindings: { mqtt: { cleanSession: true, bindingVersion } },
});

const channelObject = (channel: Channel): Json => ({
  address: channel.address,
  title: channel.title,
  summary: channel.summary,
  parameters: { [channel.parameter.name]: { description: channel.parameter.description, examples: [channel.parameter.example] } },
  messages: { [channel.key]: { $ref: `#/components/messages/${channel.key}` } },
  tags: [{ name: channel.tag }],
});

const operationObject = (channel: Channel): Json => ({
  action: channel.action,
  channel: { $ref: `#/channels/${channel.key}` },
  summary: channel.summary,
  messages: [{ $ref: `#/channels/${channel.key}/messages/${channel.key}` }],
  tags: [{ name: channel.tag }],
  bindings: { mqtt: { qos: 1, retain: channel.retain, bindingVersion } },
});

const messageObject = (channel: Channel): Json => ({
  name: channel.title,
  title: channel.title,
  summary: channel.summary,
  contentType: 'application/json',
  payload: channel.payload,
  examples: [{ name: 'good', payload: channel.example }],
});

const mapped = (channels: readonly Channel[], make: (channel: Channel) => Json): Json =>
  Object.fromEntries(channels.map((channel) => [channel.key, make(channel)]));
