import { createDecipheriv, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { simulatedCamera, type CameraChoice } from '../camera/camera-choice.js';
import type { SenderOrder } from '../camera/sender-messages.js';
import { CameraSupervisor, type CameraReport } from '../camera/supervisor.js';
import { systemClock } from '../clock/index.js';
import { silentLog } from '../log/index.js';

/** The built one: a camera's process is a process, in tests too. */
export const senderModule = new URL('../../dist/camera/sender.js', import.meta.url);

interface SentPacket {
  readonly ssrc: number;
  /** In RTP's 90 kHz; the packets of one frame have the same. */
  readonly timestamp: number;
  readonly bytes: number;
  /** Of a picture that stands by itself. */
  readonly isKeyframe: boolean;
}

/** A camera process and the media server that it sends to, which has its key. */
export class CameraBench {
  readonly reports: CameraReport[] = [];
  readonly packets: SentPacket[] = [];
  readonly supervisor: CameraSupervisor;
  private readonly key = randomBytes(30);

  private constructor(
    private readonly media: Socket,
    camera: Partial<CameraChoice>,
    module: URL,
  ) {
    media.on('message', (packet) => {
      const header = { ssrc: packet.readUInt32BE(8), timestamp: packet.readUInt32BE(4), bytes: packet.length };
      this.packets.push({ ...header, isKeyframe: isKeyframe(decrypt(packet, this.key)) });
    });
    this.supervisor = new CameraSupervisor(module, { ...simulatedCamera, ...camera }, systemClock, silentLog());
    this.supervisor.onReport((report) => this.reports.push(report));
  }

  static async open(camera: Partial<CameraChoice> = {}, module = senderModule): Promise<CameraBench> {
    const media = createSocket('udp4').bind(0, '127.0.0.1');
    await once(media, 'listening');
    return new CameraBench(media, camera, module);
  }

  /** The states in their order, each once in a row. */
  get states(): readonly CameraReport['state'][] {
    return this.reports.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1]);
  }

  get last(): CameraReport | undefined {
    return this.reports.at(-1);
  }

  get ssrcs(): readonly number[] {
    return [...new Set(this.packets.map(({ ssrc }) => ssrc))];
  }

  /** The frames sent from this packet on. */
  framesFrom(packet: number): readonly Omit<SentPacket, 'ssrc'>[] {
    const frames = new Map<number, Omit<SentPacket, 'ssrc'>>();
    for (const { timestamp, bytes, isKeyframe: isKey } of this.packets.slice(packet)) {
      const known = frames.get(timestamp);
      frames.set(timestamp, { timestamp, bytes: bytes + (known?.bytes ?? 0), isKeyframe: isKey || known?.isKeyframe === true });
    }
    return [...frames.values()];
  }

  order(changes: Partial<SenderOrder> = {}): SenderOrder {
    const key = this.key.toString('base64');
    return { key, host: '127.0.0.1', port: this.media.address().port, kbps: 1_000, mode: 'paper', ...changes };
  }

  async close(): Promise<void> {
    await this.supervisor.stop();
    this.media.close();
  }
}

const headerBytes = 12;
const tagBytes = 10;

/** The payload of an SRTP packet of AES_CM_128_HMAC_SHA1_80 (RFC 3711 §4.1, §4.3), before its sequence wraps. */
function decrypt(packet: Buffer, key: Buffer): Buffer {
  const derived = (label: number, bytes: number) => {
    const iv = Buffer.concat([key.subarray(16), Buffer.alloc(2)]);
    iv.writeUInt8(iv.readUInt8(7) ^ label, 7);
    return createDecipheriv('aes-128-ctr', key.subarray(0, 16), iv).update(Buffer.alloc(bytes));
  };
  const iv = Buffer.concat([derived(2, 14), Buffer.alloc(2)]);
  for (const [at, from] of [4, 5, 6, 7].entries()) iv.writeUInt8(iv.readUInt8(from) ^ packet.readUInt8(8 + at), from);
  for (const [at, from] of [12, 13].entries()) iv.writeUInt8(iv.readUInt8(from) ^ packet.readUInt8(2 + at), from);
  return createDecipheriv('aes-128-ctr', derived(0, 16), iv).update(packet.subarray(headerBytes, -tagBytes));
}

const [idrSlice, sequenceParameters, aggregation, fragment] = [5, 7, 24, 28];

/** Whether an H.264 payload (RFC 6184 §5) belongs to a keyframe: its slice, a part of it, or what is sent before it. */
function isKeyframe(payload: Buffer): boolean {
  const typeAt = (at: number) => (payload[at] ?? 0) & 0x1f;
  const kind = typeAt(0) === fragment ? typeAt(1) : typeAt(0) === aggregation ? typeAt(3) : typeAt(0);
  return kind === idrSlice || kind === sequenceParameters;
}
