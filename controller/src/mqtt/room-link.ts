import type { Message, PayloadOf, ReceivedOf } from '@etapiste/protocol';

/** Takes a listener away again. */
export type Unsubscribe = () => void;

/** The room's line to its hub, in the words of the protocol. Works, silently, while there is no line. */
export interface RoomLink {
  /** One for the life of this process; in every payload. */
  readonly bootId: string;
  /** True after the broker has taken the subscriptions, until the connection is gone. */
  readonly isConnected: boolean;
  /** Whether any hub says that it is online (DESIGN §4). */
  readonly isHubOnline: boolean;

  /**
   * Says it to the hub, stamped with `at`, `bootId`, `seq`. Retained state is kept and said again at each connect; what tells of
   * ages is given as a function, and asked anew each time. A happening without a line is dropped, its sender says it again. Never
   * throws, never waits.
   */
  publish<M extends Message>(message: M, payload: PayloadOf<M> | (() => PayloadOf<M>)): void;

  /**
   * Every message of the hub to this room, checked by its schema. Malformed, retained happenings, and repeated or
   * older state never arrive. Subscribe before the link starts: retained state comes once, right after connecting.
   */
  subscribe<M extends Message>(message: M, handler: (received: ReceivedOf<M>) => void): Unsubscribe;

  /** Each time when the line is there again, after state has been said. */
  onConnected(handler: () => void): Unsubscribe;
  /** Each time when a hub comes online, and when the last one has gone. */
  onHubChange(handler: (isOnline: boolean) => void): Unsubscribe;
}
