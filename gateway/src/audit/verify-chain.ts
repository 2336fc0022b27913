import { commitmentOf, hashOf, type ChainLine } from './chain.js';

/** A place in the chain that somebody has written down elsewhere: the chain must still go through it. */
export interface KnownHead {
  readonly number: number;
  readonly hash: string;
}

/** Why a chain is not believed from an entry on. */
export type BreakReason =
  | 'number-missing'
  | 'entry-changed'
  | 'details-changed'
  | 'details-without-salt'
  | 'erased-out-of-turn'
  | 'head-differs'
  | 'cut-off';

export interface Verdict {
  readonly entries: number;
  readonly erased: number;
  /** The last entry that is believed; null when there is none. */
  readonly head: KnownHead | null;
  readonly firstBreak: { readonly number: number; readonly reason: BreakReason } | null;
}

/**
 * Goes through a chain once, keeping one entry in memory.
 * @param start where the chain begins: number and hash before its first entry
 * @param known a head that was written down; without it nobody can tell that the newest entries were cut off
 */
export async function verifyChain(lines: AsyncIterable<ChainLine>, start: KnownHead, known?: KnownHead): Promise<Verdict> {
  let head = start;
  let entries = 0;
  let erased = 0;
  const verdict = (firstBreak: Verdict['firstBreak']): Verdict => ({
    entries,
    erased,
    head: entries > 0 ? head : null,
    firstBreak,
  });
  for await (const line of lines) {
    const reason = breakOf(line, head, entries > erased) ?? headBreak(line, known);
    // A missing entry is told by its own number, not by that of the one found in its place.
    if (reason) return verdict({ number: reason === 'number-missing' ? head.number + 1 : line.number, reason });
    head = { number: line.number, hash: line.hash };
    entries++;
    if (line.salt === null) erased++;
  }
  if (known && known.number > head.number) return verdict({ number: head.number + 1, reason: 'cut-off' });
  return verdict(null);
}

function breakOf(line: ChainLine, before: KnownHead, hasKeptBefore: boolean): BreakReason | undefined {
  if (line.number !== before.number + 1) return 'number-missing';
  if (hashOf(before.hash, line) !== line.hash) return 'entry-changed';
  if (line.salt !== null) return commitmentOf(line.salt, line) === line.commitment ? undefined : 'details-changed';
  const { actor, from, why, subject, details } = line;
  const left = [actor.id, actor.name, from, why, subject?.id ?? null, details];
  if (left.some((value) => value !== null)) return 'details-without-salt';
  // Erasure begins with the oldest and leaves none out: a gap in what is kept is somebody hiding something.
  return hasKeptBefore ? 'erased-out-of-turn' : undefined;
}

const headBreak = ({ number, hash }: ChainLine, known: KnownHead | undefined): BreakReason | undefined =>
  known?.number === number && known.hash !== hash ? 'head-differs' : undefined;
