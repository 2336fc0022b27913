/** What two people made of the same thing. */
export interface Merged<T> {
  readonly value: T;
  /** What both have changed, and not alike: what was typed here stands in `value`. */
  readonly differing: readonly (keyof T)[];
}

/** Whether two values of a form say the same; the order of their fields counts for nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [a, b] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => isSame(a[key], b[key]));
}

/** What was typed upon `base` goes on upon `newest`: a field that nobody touched here is as the other one left it. */
export function merged<T extends object>(base: T, typed: T, newest: T): Merged<T> {
  const value = { ...newest };
  const differing: (keyof T)[] = [];
  for (const key of Object.keys(newest) as (keyof T)[]) {
    if (key === 'version' || isSame(typed[key], base[key])) continue;
    value[key] = typed[key];
    if (!isSame(newest[key], base[key]) && !isSame(newest[key], typed[key])) differing.push(key);
  }
  return { value, differing };
}
