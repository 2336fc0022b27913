import { liveRights, type Audience, type LiveKind, type Place } from '@etapiste/protocol';
import { Acting, type Actor } from '../rights/index.js';

/** How somebody sees a thing: in full, without what tells of people, or not at all. */
export type View = 'full' | 'unpeopled' | undefined;

/** Who follows a stream, and what each kind of thing is to them. */
export class Viewer {
  private readonly byKind: ReadonlyMap<LiveKind, Acting>;

  private constructor(private readonly actors: readonly Actor[]) {
    this.byKind = new Map(
      (Object.keys(liveRights) as LiveKind[]).flatMap((kind) => {
        const acting = Acting.by(liveRights[kind], actors);
        return acting ? [[kind, acting] as const] : [];
      }),
    );
  }

  /** Those of a browser's actors whom an audience is for; `undefined` when none of them is. */
  static of(audience: Audience, actors: readonly Actor[]): Viewer | undefined {
    const meant = actors.filter(({ kind, grants }) =>
      audience === 'staff'
        ? kind === 'person'
        : kind === 'terminal' && grants.some(({ scope }) => scope.kind === 'room' && `room:${scope.roomId}` === audience),
    );
    return meant.length > 0 ? new Viewer(meant) : undefined;
  }

  is(actorId: string): boolean {
    return this.actors.some(({ id }) => id === actorId);
  }

  get signInIds(): readonly string[] {
    return this.actors.map(({ signInId }) => signInId);
  }

  /** Whether these are the same actors with the same rights. */
  equals(other: Viewer): boolean {
    return this.rights === other.rights;
  }

  view(kind: LiveKind, place: Place): View {
    return this.byKind.get(kind)?.view(place);
  }

  private get rights(): string {
    return JSON.stringify(this.actors.map(({ signInId, grants }) => [signInId, grants]));
  }
}
