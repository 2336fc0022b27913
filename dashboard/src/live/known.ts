import { liveKinds, type LiveEvent, type LiveKind, type LiveState } from '@etapiste/protocol';

/**
 * What a page knows: the hub's state, and the versions of things that are gone, so that a late change of something
 * removed cannot bring it back. Pure and order-independent: whatever the order and however often a change comes, the
 * newest version of each thing stands (DESIGN §8).
 */
export interface Known {
  readonly state: LiveState;
  readonly gone: ReadonlyMap<string, number>;
}

export const fromSnapshot = (state: LiveState): Known => ({ state, gone: new Map() });

/** The same object when the change is not news. */
export function withChange(known: Known, change: LiveEvent<'change'>): Known {
  const things: readonly Thing[] = known.state[change.kind];
  const place = things.findIndex((thing) => thing.id === change.id);
  const newest = things[place]?.version ?? known.gone.get(goneKey(change.kind, change.id)) ?? -1;
  if (change.version <= newest) return known;

  const gone = new Map(known.gone);
  if (change.value === null) gone.set(goneKey(change.kind, change.id), change.version);
  else gone.delete(goneKey(change.kind, change.id));
  return { state: { ...known.state, [change.kind]: replaced(things, place, change.value) }, gone };
}

/** Nothing known yet: every list empty. */
export const nothingKnown = (): LiveState =>
  Object.fromEntries(Object.keys(liveKinds).map((kind) => [kind, []])) as unknown as LiveState;

interface Thing {
  readonly id: string;
  readonly version: number;
}

const goneKey = (kind: LiveKind, id: string): string => `${kind}/${id}`;

/** A changed thing keeps its place, a new one goes last: lists never jump under a pointer. */
const replaced = (things: readonly Thing[], place: number, value: Thing | null): readonly Thing[] => {
  if (value === null) return things.filter((_, index) => index !== place);
  return place < 0 ? [...things, value] : things.with(place, value);
};
