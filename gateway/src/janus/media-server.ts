/** What cannot be derived of a mountpoint. */
export type MountpointPorts = Pick<Mountpoint, 'port' | 'rtcpPort'>;

/** One document camera's place on the media server. Everything but the ports is derived or configured, never stored. */
export interface Mountpoint {
  readonly id: string;
  /** Where the room's controller sends SRTP. */
  readonly host: string;
  readonly port: number;
  /** Where it hears RTCP, at the same host: from there it asks the sender for keyframes (PLI, RFC 4585). */
  readonly rtcpPort: number | null;
  /** SRTP master key and salt, AES_CM_128_HMAC_SHA1_80 (RFC 3711): 30 bytes, base64. */
  readonly key: string;
  /** What a viewer must know. */
  readonly pin: string;
}

export interface MountpointInfo {
  /** Milliseconds since the last packet. Small right after creation, and undecryptable packets count too (FACTS). */
  readonly ageMs: number;
  readonly viewers: number;
}

/** Takes back a registration. */
export type Unregister = () => void;

/** The media server cannot be reached, or did not answer in time. */
export class MediaUnavailable extends Error {
  override readonly name = 'MediaUnavailable';
}

/**
 * The media server in our words (DESIGN §6). Only the hub speaks to it like this; browsers come through the proxy.
 * Everything on it is gone when it restarts: whoever needs a mountpoint then makes a new one, with a new id and so a new key,
 * because an old sender's SRTP could never be read again (FACTS).
 */
export abstract class MediaServer {
  /** Whether it answers now. */
  abstract readonly isAvailable: boolean;

  abstract start(): void;
  abstract stop(): Promise<void>;

  /** A new mountpoint under a new random id. @throws MediaUnavailable */
  abstract createMountpoint(): Promise<Mountpoint>;

  /** The same mountpoint again, for a hub that restarted: its secrets follow from its id. */
  abstract recallMountpoint(id: string, ports: MountpointPorts): Mountpoint;

  /** Its viewers lose the picture at once. Where the server is away now it is done when the server is back. */
  abstract destroyMountpoint(id: string): Promise<void>;

  /** `undefined` where there is no such mountpoint. @throws MediaUnavailable */
  abstract mountpointInfo(id: string): Promise<MountpointInfo | undefined>;

  /** Ends a browser's session with everything in it: a picture ends even if the browser does not ask. */
  abstract destroySession(sessionId: number): Promise<void>;

  /** Told once each time the server stops answering, and each time it answers again. */
  abstract onChange(listener: (isAvailable: boolean) => void): Unregister;
}
