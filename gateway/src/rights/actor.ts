import type { Grant } from '@etapiste/protocol';
import type { FastifyRequest } from 'fastify';

/** Who acts: a person who signed in, or a terminal that was enrolled. A request of one browser may carry several (the demo). */
export interface Actor {
  readonly kind: 'person' | 'terminal';
  /** Of the account or of the terminal. */
  readonly id: string;
  /** The name by which others know this actor. */
  readonly name: string;
  /** The sign-in by which the actor came; ends with it. */
  readonly signInId: string;
  /** Those that are valid now. */
  readonly grants: readonly Grant[];
}

/** Finds who sent a request. */
export abstract class Actors {
  /** @returns everybody whose living sign-in the request carries; none when nobody has signed in */
  abstract of(request: Pick<FastifyRequest, 'headers'>): Promise<readonly Actor[]>;

  /** Tells when an actor's rights have changed or ended, so that what stays open for it can be closed or judged anew. */
  abstract onChange(listener: (actorId: string) => void): void;
}
