import { Relay } from './relay.js';

/** One PUBLISH of MQTT 3.1.1 (§3.3) as it passed. */
export interface HeardMessage {
  readonly direction: 'to-hub' | 'from-hub';
  readonly topic: string;
  readonly isRetained: boolean;
  readonly payload: Buffer;
}

const publish = 3;

/** Stands between the rooms and the broker and hears every message that is published, both ways. */
export class MqttEar {
  readonly heard: HeardMessage[] = [];
  private relay: Relay | undefined;
  private readonly partial = new Map<object, Record<HeardMessage['direction'], Buffer>>();

  async listenTo(broker: string): Promise<string> {
    this.relay = await Relay.to(broker);
    this.relay.onBytes = (connection, direction, bytes) => this.take(connection, direction, bytes);
    return this.relay.url.replace('http:', 'mqtt:');
  }

  async close(): Promise<void> {
    await this.relay?.close();
  }

  private take(connection: object, direction: HeardMessage['direction'], bytes: Buffer): void {
    const waiting = this.partial.get(connection) ?? { 'to-hub': Buffer.alloc(0), 'from-hub': Buffer.alloc(0) };
    this.partial.set(connection, waiting);
    let rest = Buffer.concat([waiting[direction], bytes]);
    for (let packet = firstPacket(rest); packet; packet = firstPacket(rest)) {
      this.hear(packet.header, packet.body, direction);
      rest = rest.subarray(packet.length);
    }
    waiting[direction] = rest;
  }

  private hear(header: number, body: Buffer, direction: HeardMessage['direction']): void {
    if (header >> 4 !== publish) return;
    const topicLength = body.readUInt16BE(0);
    const hasPacketId = ((header >> 1) & 3) > 0;
    this.heard.push({
      direction,
      topic: body.toString('utf8', 2, 2 + topicLength),
      isRetained: (header & 1) === 1,
      payload: body.subarray(2 + topicLength + (hasPacketId ? 2 : 0)),
    });
  }
}

/** The first whole packet of some bytes: its length is said in up to four bytes of seven bits (MQTT 3.1.1 §2.2.3). */
function firstPacket(bytes: Buffer): { header: number; body: Buffer; length: number } | undefined {
  let length = 0;
  for (let at = 1; at < Math.min(5, bytes.length); at++) {
    const part = bytes[at] as number;
    length += (part & 0x7f) * 128 ** (at - 1);
    if (part >= 0x80) continue;
    const end = at + 1 + length;
    return bytes.length < end ? undefined : { header: bytes[0] as number, body: bytes.subarray(at + 1, end), length: end };
  }
  return undefined;
}
