import { randomInt } from 'node:crypto';

const codes = 10_000;

/** Four digits that nobody else at the point has on that day; the index decides should two choose at once. */
export function freeCode(used: ReadonlySet<string>): string {
  const first = randomInt(codes);
  for (let step = 0; step < codes; step++) {
    const code = String((first + step) % codes).padStart(4, '0');
    if (!used.has(code)) return code;
  }
  throw new Error('a point has more bookings on a day than there are codes');
}
