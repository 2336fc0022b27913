/** One publication that reached the hub. */
export interface Incoming {
  readonly topic: string;
  readonly payload: Buffer;
  /** The broker held it from earlier: it may be old, and somebody who is gone may have said it. */
  readonly isRetained: boolean;
  /** The sender's address, where the broker tells. */
  readonly from?: string | undefined;
}

/** Answers when the message is dealt with; brokers use that to slow down a sender, never to confirm anything. */
export type IncomingListener = (incoming: Incoming) => Promise<void>;

/** Takes back a registration. */
export type Unregister = () => void;

/**
 * The hub's side of an MQTT broker in our words (DESIGN §4, §9): either inside this process or somewhere else.
 * Delivers everything that rooms publish, and publishes what the hub says.
 */
export abstract class Broker {
  /** Whether a publication would reach the broker now. */
  abstract readonly isConnected: boolean;

  /** Opens the door. Rejects when the configuration can never work; a broker that is merely away is waited for. */
  abstract start(): Promise<void>;

  /** Says `stopped` on the hub's presence, then leaves. */
  abstract stop(): Promise<void>;

  /** Rejects with `BrokerUnavailable` when the broker cannot be reached: nothing is queued for later. */
  abstract publish(topic: string, payload: string, options: { readonly retain: boolean }): Promise<void>;

  /** Says `online` on the hub's presence: the reconciler does so once rooms can read the truth. */
  abstract sayOnline(): Promise<void>;

  /** What the broker holds, as far as it can be known, on the topics that only hubs may publish. */
  abstract heldPayload(topic: string): string | undefined;
  abstract heldTopics(): readonly string[];

  /** One listener: the room link. */
  abstract onMessage(listener: IncomingListener): Unregister;

  /** Told at every change of `isConnected`. */
  abstract onChange(listener: (isConnected: boolean) => void): Unregister;
}

/** The broker cannot be reached now. Whoever published tries again by its own rule, or lets it be. */
export class BrokerUnavailable extends Error {
  override readonly name = 'BrokerUnavailable';
}
