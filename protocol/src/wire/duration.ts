/** A length of time in milliseconds. Write `seconds(5)`, never a bare 5000. */
export type Milliseconds = number;

/** Whole or broken seconds as milliseconds. */
export const seconds = (count: number): Milliseconds => count * 1_000;

/** Whole or broken minutes as milliseconds. */
export const minutes = (count: number): Milliseconds => count * 60_000;
