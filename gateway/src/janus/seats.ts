import { createHash } from 'node:crypto';
import type { Unregister } from './media-server.js';

/** Leave to watch one document camera, for one page of one sign-in, until a moment. */
export interface Seat {
  readonly mountpointId: string;
  readonly expiresAt: Date;
  /** Whoever comes by another sign-in is not let in, also with the seat's name. */
  readonly signInId: string | null;
}

/**
 * Who may sit where (DESIGN §6). A seat is named by a random word that only its page knows; the store keeps its hash. Each
 * Janus session belongs to the seat that created it, durably: after a restart of the hub its page may claim the session again,
 * and nobody else ever may.
 */
export abstract class Seats {
  /** Opens a seat and answers with its name, which is told to its page only. */
  abstract open(seat: Seat): Promise<string>;

  /** The seat, or `undefined` when it is unknown, expired or revoked. */
  abstract find(name: string): Promise<Seat | undefined>;

  /** Binds a session that this seat has just created. False when it is another seat's, or this one is gone or has too many. */
  abstract bind(name: string, sessionId: number): Promise<boolean>;

  abstract isBound(name: string, sessionId: number): Promise<boolean>;

  /** Hashes of all seats of a mountpoint that are not revoked, expired ones too. */
  abstract of(mountpointId: string): Promise<readonly string[]>;

  /** Ends a seat for ever and answers with the sessions it had, to be destroyed. A repeat changes nothing. */
  abstract revoke(hash: string): Promise<readonly number[]>;

  /** Told the hash of each seat that this hub revoked. */
  abstract onRevoked(listener: (hash: string) => void): Unregister;
}

/** What the store knows a seat by. */
export const hashOfSeat = (name: string): string => createHash('sha256').update(name).digest('base64url');
