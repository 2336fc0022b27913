import { maxPayloadBytes, seconds, type Milliseconds } from '@etapiste/protocol';

/** What one broker takes from its clients. `deploy/broker` writes the same into an external one's configuration. */
export interface BrokerLimits {
  /** Of one packet: room for the topic and the headers around the largest payload. */
  readonly packetBytes: number;
  readonly connections: number;
  /** From one address; many rooms may stand behind one. */
  readonly connectionsPerAddress: number;
  /** Connections that have not said yet who they are. */
  readonly strangers: number;
  readonly strangersPerAddress: number;
  /** For the TLS handshake, and again for CONNECT. */
  readonly patience: Milliseconds;
  /** For one client that does not read. */
  readonly drainPatience: Milliseconds;
  /** What may wait for one client: a room's whole state is a hundredth of it. */
  readonly waitingBytes: number;
  /** What one client may send at once, and each second for ever. A room that comes back brings up to 500 presses. */
  readonly burst: { readonly packets: number; readonly bytes: number };
  readonly perSecond: { readonly packets: number; readonly bytes: number };
  /** Times that a room's place may change hands in half a minute. */
  readonly takeovers: number;
}

export const defaultLimits: BrokerLimits = {
  packetBytes: maxPayloadBytes + 2 * 1024,
  connections: 4_096,
  connectionsPerAddress: 1_024,
  strangers: 1_024,
  strangersPerAddress: 256,
  patience: seconds(10),
  drainPatience: seconds(2.5),
  waitingBytes: 1024 * 1024,
  burst: { packets: 2_000, bytes: 2 * 1024 * 1024 },
  perSecond: { packets: 50, bytes: 64 * 1024 },
  takeovers: 6,
};
