import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import type { House } from './house.js';
import { Program } from './program.js';

interface Lease {
  readonly mountpointId: string;
  readonly leaseSeconds: number;
  readonly key: string;
  readonly host: string;
  readonly port: number;
}

/** So near the end of 16 bits that the sequence wraps within the first seconds. */
const firstSequence = 65_500;

/**
 * A room that speaks the contract like a controller, and whose camera is a plain GStreamer command line: its packets begin just
 * before their sequence wraps, which a real camera reaches after minutes.
 */
export class StandInRoom {
  /** SRTP keys of all leases, in order. */
  readonly keys: string[] = [];
  private camera: Program | undefined;
  private mountpointId: string | undefined;
  private readonly bootId = randomUUID();
  private seq = 0;

  private constructor(
    private readonly client: MqttClient,
    private readonly roomId: string,
  ) {}

  static async enter(house: House, roomId: string): Promise<StandInRoom> {
    const password = readFileSync(path.join(house.dataDir, 'secrets', 'rooms', `${roomId}.password`), 'utf8');
    const client = await connectAsync(`mqtt://127.0.0.1:${house.mqttPort}`, {
      protocolVersion: 4,
      clientId: `room-${roomId}`,
      username: roomId,
      password,
    });
    const room = new StandInRoom(client, roomId);
    client.on('message', (_, payload) => void room.obey(JSON.parse(payload.toString('utf8')) as Lease));
    await client.subscribeAsync(room.topic('meetings/document-camera-lease'), { qos: 1 });
    await room.say('devices/presence', { state: 'online', connection: 1 });
    return room;
  }

  async leave(): Promise<void> {
    await this.client.endAsync();
    await this.camera?.end('SIGKILL');
  }

  private async obey({ mountpointId, leaseSeconds, key, host, port }: Lease): Promise<void> {
    const isWanted = leaseSeconds > 0;
    if (isWanted === (mountpointId === this.mountpointId)) return;
    const { camera } = this;
    this.camera = undefined;
    this.mountpointId = isWanted ? mountpointId : undefined;
    if (isWanted) {
      this.keys.push(key);
      this.camera = new Program('stand-in camera', cameraCommand(key, host, port), {});
      this.camera.start();
    }
    await camera?.end('SIGKILL');
  }

  private async say(message: string, payload: object): Promise<void> {
    const envelope = { at: new Date().toISOString(), bootId: this.bootId, seq: this.seq++ };
    await this.client.publishAsync(this.topic(message), JSON.stringify({ ...payload, ...envelope }), { qos: 1, retain: true });
  }

  private topic(message: string): string {
    return `etapiste/v1/rooms/${this.roomId}/${message}`;
  }
}

const cameraCommand = (key: string, host: string, port: number): [string, ...string[]] => [
  'gst-launch-1.0',
  '-q',
  ...[
    'videotestsrc is-live=true pattern=ball',
    'video/x-raw,format=I420,width=640,height=360,framerate=30/1',
    'x264enc tune=zerolatency speed-preset=ultrafast bitrate=500 key-int-max=30 bframes=0',
    'video/x-h264,profile=constrained-baseline',
    'h264parse config-interval=-1',
    `rtph264pay pt=96 mtu=1200 seqnum-offset=${firstSequence} aggregate-mode=zero-latency`,
    `srtpenc key=${Buffer.from(key, 'base64').toString('hex')} rtp-cipher=aes-128-icm rtp-auth=hmac-sha1-80`,
    `udpsink host=${host} port=${port} sync=false async=false`,
  ]
    .join(' ! ')
    .split(' '),
];
