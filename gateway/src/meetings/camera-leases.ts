import { meetingMessages, seconds } from '@etapiste/protocol';
import { BrokerUnavailable, type RoomLink } from '../broker/index.js';
import type { MediaServer, MountpointPorts } from '../janus/index.js';
import type { Clock } from '../time/clock.js';

const leaseSeconds = 15;
const renewEveryMs = seconds(5);

/** What a lease is for. */
export interface Leased extends MountpointPorts {
  readonly roomId: string;
  readonly mountpointId: string;
  /** How much the room may send. */
  readonly kbps: number;
}

/**
 * The hub's side of the document camera's lease (DESIGN §6): renewed every 5 s while it is needed. A room that hears nothing
 * stops filming by itself, so a message that cannot leave now is no error.
 */
export class CameraLeases {
  private readonly renewedAtMs = new Map<string, number>();

  constructor(
    private readonly link: Pick<RoomLink, 'send'>,
    private readonly media: MediaServer,
    private readonly clock: Clock,
  ) {}

  async renewWhenDue(leased: Leased): Promise<void> {
    const last = this.renewedAtMs.get(leased.mountpointId) ?? Number.NEGATIVE_INFINITY;
    if (this.media.isAvailable && this.clock.monotonicMs() - last >= renewEveryMs) await this.renew(leased);
  }

  async renew(leased: Leased): Promise<void> {
    this.renewedAtMs.set(leased.mountpointId, this.clock.monotonicMs());
    await this.say(leased, leaseSeconds);
  }

  async end(leased: Leased): Promise<void> {
    this.renewedAtMs.delete(leased.mountpointId);
    await this.say(leased, 0);
  }

  private async say({ roomId, mountpointId, kbps, ...ports }: Leased, lengthSeconds: number): Promise<void> {
    const { key, host, port, rtcpPort } = this.media.recallMountpoint(mountpointId, ports);
    const lease = { mountpointId, leaseSeconds: lengthSeconds, key, host, port, kbps, ...(rtcpPort !== null && { rtcpPort }) };
    try {
      await this.link.send(meetingMessages['document-camera-lease'], roomId, lease);
    } catch (error) {
      if (!(error instanceof BrokerUnavailable)) throw error;
    }
  }
}
