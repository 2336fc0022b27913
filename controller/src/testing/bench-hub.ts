import {
  allMessages,
  callMessages,
  EnvelopeStamp,
  hubPresence,
  newId,
  parseRoomTopic,
  type Message,
  type PayloadOf,
  type PresenceState,
  type ReceivedOf,
} from '@etapiste/protocol';
import mqtt, { type MqttClient } from 'mqtt';
import { readPayload } from '../mqtt/payload.js';

/** One message as it came over the wire. */
export interface Heard {
  readonly message: Message;
  readonly payload: unknown;
  readonly isRetained: boolean;
}

/** What a hub answers to a press; undefined answers nothing. */
export type Answer = (
  press: ReceivedOf<(typeof callMessages)['raised']>,
) => Omit<PayloadOf<(typeof callMessages)['confirmed']>, 'id'> | undefined;

/** The hub's side of the wire, for tests: hears everything, checks it by its schema, and says what the test tells it to say. */
export class BenchHub {
  readonly heard: Heard[] = [];
  /** Payloads of a room that its schema refuses: must stay empty. */
  readonly malformed: string[] = [];
  answer: Answer = () => undefined;
  private readonly stamp = new EnvelopeStamp(newId(), () => new Date());

  private constructor(
    private readonly client: MqttClient,
    readonly roomId: string,
  ) {}

  static async open(url: string, roomId: string): Promise<BenchHub> {
    const client = await mqtt.connectAsync(url, { protocolVersion: 4, reconnectPeriod: 20 });
    const hub = new BenchHub(client, roomId);
    // The broker of a test is killed now and then; this client comes back by itself.
    client.on('error', () => undefined);
    client.on('message', (topic, payload, { retain }) => hub.receive(topic, payload, retain));
    await client.subscribeAsync('etapiste/v1/rooms/+/#', { qos: 1 });
    return hub;
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }

  /** Everything of this kind that the room has said so far. */
  said<M extends Message>(message: M): ReceivedOf<M>[] {
    return this.heard.filter((heard) => heard.message === message).map(({ payload }) => payload as ReceivedOf<M>);
  }

  lastSaid<M extends Message>(message: M): ReceivedOf<M> | undefined {
    return this.said(message).at(-1);
  }

  async say<M extends Message>(message: M, payload: PayloadOf<M>): Promise<void> {
    await this.sayRaw(message.topic(this.roomId), JSON.stringify(this.stamp.stamp(payload)), message.retain);
  }

  async sayRaw(topic: string, payload: string | Buffer, retain: boolean): Promise<void> {
    await this.client.publishAsync(topic, payload, { qos: 1, retain });
  }

  async sayPresence(state: PresenceState, name = 'hub-a'): Promise<void> {
    await this.sayRaw(hubPresence.topic(name), JSON.stringify(this.stamp.stamp({ state, connection: 1 })), true);
  }

  private receive(topic: string, bytes: Buffer, isRetained: boolean): void {
    const parts = parseRoomTopic(topic);
    const message = allMessages.find(({ feature, name }) => feature === parts?.feature && name === parts.name);
    if (!message || message.direction === 'hub-to-room') return;
    const read = readPayload(message.schema, bytes);
    if ('problem' in read) return void this.malformed.push(`${topic}: ${read.problem}`);
    this.heard.push({ message, payload: read.value, isRetained });
    if (message === callMessages.raised || message === callMessages.ended) this.answerPress(read.value as never);
  }

  private answerPress(press: ReceivedOf<(typeof callMessages)['raised']>): void {
    const answer = this.answer(press);
    if (answer) void this.say(callMessages.confirmed, { id: press.id, ...answer });
  }
}
