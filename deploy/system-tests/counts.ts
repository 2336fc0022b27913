/** `long` runs the full counts that the requirements name; `short` fits into every change's CI. */
const isLong = process.env['ETAPISTE_TEST_COUNTS'] === 'long';

/** How often to do something. */
export const count = (short: number, long: number): number => (isLong ? long : short);

/** Random numbers that one seed repeats (mulberry32): a failing run can be run again as it was. */
export class Dice {
  private state: number;

  constructor(readonly seed = Number(process.env['ETAPISTE_TEST_SEED'] ?? 1)) {
    this.state = seed;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }
}
