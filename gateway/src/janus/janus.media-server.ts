import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '../log/log.js';
import { JanusLink, JanusRefused } from './janus-link.js';
import type { JanusSecrets } from './janus-secrets.js';
import type { MediaKeys } from './media-keys.js';
import {
  MediaServer,
  MediaUnavailable,
  type Mountpoint,
  type MountpointInfo,
  type MountpointPorts,
  type Unregister,
} from './media-server.js';

const noSuchMountpoint = 455;

const ports = z.object({ port: z.int().positive(), rtcp_port: z.int().positive().optional() });
const created = z.object({ stream: z.object({ ports: z.array(ports).min(1) }) });
const info = z.object({
  info: z.object({ viewers: z.int(), media: z.array(z.object({ age_ms: z.number() })).min(1) }),
});

/** Where Janus is, and where rooms send to it. */
export interface JanusPlace {
  /** WebSocket of its API. */
  readonly url: string;
  /** Address that controllers send to. When it is loopback, Janus listens for them on loopback only. */
  readonly rtpHost: string;
}

/** The media server on Janus 1.1: streaming plugin, mountpoints over RTP with SRTP (RFC 3711), H.264 (RFC 6184). */
export class JanusMediaServer extends MediaServer {
  private readonly link: JanusLink;
  private readonly destroyWhenBack = new Set<string>();

  constructor(
    private readonly place: JanusPlace,
    private readonly secrets: JanusSecrets,
    private readonly keys: MediaKeys,
    log: Log,
  ) {
    super();
    this.link = new JanusLink(place.url, secrets.apiSecret, log);
    this.link.onChange((isUp) => {
      if (isUp) void this.destroyLeftOvers();
    });
  }

  get isAvailable(): boolean {
    return this.link.isUp;
  }

  start(): void {
    this.link.start();
  }

  stop(): Promise<void> {
    return this.link.stop();
  }

  onChange(listener: (isAvailable: boolean) => void): Unregister {
    return this.link.onChange(listener);
  }

  async createMountpoint(): Promise<Mountpoint> {
    const id = randomUUID();
    const video = {
      type: 'video',
      mid: 'v',
      codec: 'h264',
      pt: 96,
      fmtp: 'profile-level-id=42e01f;packetization-mode=1',
      // 0: Janus takes a free one of its own range.
      port: 0,
      // By it Janus asks the sender for a keyframe when a viewer joins. It must not keep the last one (`bufferkf`): with rare
      // keyframes a viewer would begin on an old paper, mixed with what has changed since, and see it as live.
      rtcpport: 0,
      ...(this.place.rtpHost.startsWith('127.') && { iface: '127.0.0.1' }),
    };
    const answer = await this.link.askStreaming({
      request: 'create',
      type: 'rtp',
      admin_key: this.secrets.streamingAdminKey,
      id,
      // Shown to whoever lists streams, so it says nothing.
      name: id,
      description: id,
      is_private: true,
      secret: this.keys.secret(id),
      pin: this.keys.pin(id),
      srtpsuite: 80,
      srtpcrypto: this.keys.srtpKey(id),
      media: [video],
    });
    const [taken] = created.parse(answer).stream.ports as [z.infer<typeof ports>];
    return this.recallMountpoint(id, { port: taken.port, rtcpPort: taken.rtcp_port ?? null });
  }

  recallMountpoint(id: string, { port, rtcpPort }: MountpointPorts): Mountpoint {
    return { id, host: this.place.rtpHost, port, rtcpPort, key: this.keys.srtpKey(id), pin: this.keys.pin(id) };
  }

  async destroyMountpoint(id: string): Promise<void> {
    try {
      await this.link.askStreaming({ request: 'destroy', id, secret: this.keys.secret(id) });
    } catch (error) {
      if (error instanceof JanusRefused && error.code === noSuchMountpoint) return;
      if (!(error instanceof MediaUnavailable)) throw error;
      this.destroyWhenBack.add(id);
    }
  }

  async mountpointInfo(id: string): Promise<MountpointInfo | undefined> {
    try {
      const answer = info.parse(await this.link.askStreaming({ request: 'info', id, secret: this.keys.secret(id) })).info;
      return { ageMs: answer.media[0]?.age_ms as number, viewers: answer.viewers };
    } catch (error) {
      if (error instanceof JanusRefused && error.code === noSuchMountpoint) return undefined;
      throw error;
    }
  }

  async destroySession(sessionId: number): Promise<void> {
    // With the API secret Janus obeys about any session. Without a line there is nothing to end: Janus is gone, or ends it
    // by itself when nobody claims it.
    if (this.link.isUp) await this.link.tell({ janus: 'destroy', session_id: sessionId });
  }

  private async destroyLeftOvers(): Promise<void> {
    const ids = [...this.destroyWhenBack];
    this.destroyWhenBack.clear();
    for (const id of ids) await this.destroyMountpoint(id);
  }
}
