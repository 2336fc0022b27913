import { expect, test } from 'vitest';
import type { AuditEntryEntity } from './audit-entry.entity.js';
import { linesOf } from './audit-rows.js';

test.each([
  [1, 1200],
  [37, 536],
  [37, 537],
  [5, 4],
])('from %i to %i each entry is read once, and never all of them at once', async (first, last) => {
  let most = 0;
  const read = async (from: number, to: number) => {
    most = Math.max(most, to - from + 1);
    const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    return numbers.map((number) => ({ number, at: new Date(0), details: null, subjectKind: null }) as AuditEntryEntity);
  };
  const seen: number[] = [];
  for await (const { number } of linesOf(read, first, last)) seen.push(number);
  expect(seen).toEqual(Array.from({ length: last - first + 1 }, (_, index) => first + index));
  expect(most).toBeLessThanOrEqual(500);
});
