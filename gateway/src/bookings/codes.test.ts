import { describe, expect, it } from 'vitest';
import { freeCode } from './codes.js';

describe('the four digits for the terminal', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(4, '0'));

  it('are the only ones that are left, when all others are in use', () => {
    for (const left of ['0000', '0007', '9999']) expect(freeCode(new Set(all.filter((code) => code !== left)))).toBe(left);
  });

  it('cannot be guessed from those before', () => {
    const made = new Set<string>();
    for (let count = 0; count < 50; count++) made.add(freeCode(made));
    const steps = [...made].map(Number).map((code, index, list) => code - (list[index - 1] ?? 0));
    expect(new Set(steps).size).toBeGreaterThan(10);
  });
});
