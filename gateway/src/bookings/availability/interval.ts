/** Half-open time, epoch milliseconds. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** In order and apart from each other, as every list here is that comes of another. Empty ones are left out. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const next of intervals.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && next.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else joined.push(next);
  }
  return joined;
}

/** What is in both; each list in order and apart. */
export function intersect(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  for (let i = 0, j = 0; ;) {
    const [a, b] = [some[i], others[j]];
    if (!a || !b) return common;
    const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
    if (from < to) common.push({ from, to });
    if (a.to < b.to) i++;
    else j++;
  }
}

/** What is in the one and not in the other; each list in order and apart. */
export function subtract(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let from = -Infinity;
  for (const other of others) {
    gaps.push({ from, to: other.from });
    from = other.to;
  }
  return intersect(some, [...gaps, { from, to: Infinity }]);
}

export const overlap = (a: Interval, b: Interval): boolean => Math.max(a.from, b.from) < Math.min(a.to, b.to);

export const covers = (intervals: readonly Interval[], { from, to }: Interval): boolean =>
  intervals.some((interval) => interval.from <= from && to <= interval.to);
