import { covers, type Place, type Reach, type Right, type Role, type Scope } from '@etapiste/protocol';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';

interface Holding {
  readonly actor: Actor;
  readonly role: Role | null;
  readonly reach: Reach;
  readonly scope: Scope;
}

/** One right in the hands of those who hold it: whoever acts by it, and how far it goes for them. */
export class Acting {
  private constructor(
    private readonly first: Holding,
    private readonly holdings: readonly Holding[],
  ) {}

  /** The right in the hands of these actors; `undefined` when none of them holds it. */
  static by(right: Right, actors: readonly Actor[]): Acting | undefined {
    const holdings = actors.flatMap((actor): readonly Holding[] => {
      if (right === 'anyone' || (right === 'signed-in' && actor.kind === 'person'))
        return [{ actor, role: null, reach: 'everything', scope: { kind: 'everything' } }] as const;
      if (right === 'signed-in') return [];
      return actor.grants.flatMap(({ role, scope }) => {
        const reach = right[role];
        return reach ? [{ actor, role, reach, scope }] : [];
      });
    });
    const [first] = holdings;
    return first && new Acting(first, holdings);
  }

  /** Whoever acts. Where several of one browser's actors may, the one for whom it goes furthest. */
  get actor(): Actor {
    return (this.holdings.find(({ reach }) => reach !== 'own') ?? this.first).actor;
  }

  /** Whether one of those who act is this actor. */
  isHeldBy(actorId: string | null): boolean {
    return this.holdings.some(({ actor }) => actor.id === actorId);
  }

  /** Whether nothing but this role gives the right. */
  isOnly(role: Role): boolean {
    return this.holdings.every((holding) => holding.role === role);
  }

  /** How a thing is seen by this right: in full, without what tells of people, or not at all. */
  view(place: Place): 'full' | 'unpeopled' | undefined {
    if (this.covers(place)) return 'full';
    return this.holdings.some(({ reach }) => reach === 'unpeopled') ? 'unpeopled' : undefined;
  }

  /** Whether the right goes as far as this thing. */
  covers(place: Place): boolean {
    return this.holdings.some(({ reach, scope }) => reach === 'everything' || (reach === 'own' && covers(scope, place)));
  }
}

/** A request that has passed the guard knows by whom it was sent. */
export type GuardedRequest = FastifyRequest & { acting?: Acting };

/** Who asks, in a route that not just anyone may use. */
export const ActingNow = createParamDecorator((_: unknown, context: ExecutionContext): Acting => {
  const { acting } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!acting) throw new Error('a route that anyone may use asked who acts');
  return acting;
});
