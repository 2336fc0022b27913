import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customer, holdsIdentityCode } from './index.js';

const anna: unknown = { name: 'Anna A.', phone: '+358 40 000 0000', email: null, language: 'fi', needs: [] };

/** Invented people: numbers from 900 on are given to nobody, and 131052-308T is the state's own example. */
const codes = ['131052-308T', '131052+308T', '131052A308T', '010101A901S', '010190-900P'];

describe('what is known of a customer', () => {
  test.each(codes)('no field takes the identity code %s, however it is written', (code) => {
    for (const written of [code, code.toLowerCase(), `Anna ${code}`, code.split('').join(' '), `(${code})`]) {
      expect(holdsIdentityCode(written)).toBe(true);
      expect(customer.safeParse({ ...(anna as object), name: written }).success).toBe(false);
    }
    expect(customer.safeParse({ ...(anna as object), email: `${code.replace('+', '-')}@post.example` }).success).toBe(false);
  });

  test('a code with a wrong control character, a phone number or a year is no identity code', () => {
    for (const text of ['131052-308A', '+358 40 131052 308', '2026-11-23', 'Anna 131052', '320152-3080'])
      expect(holdsIdentityCode(text)).toBe(false);
  });

  test('every code with a right date and control character is found, wherever it stands', () => {
    const control = '0123456789ABCDEFHJKLMNPRSTUVWXY';
    const two = (min: number, max: number) => fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'));
    const number = fc.integer({ min: 2, max: 999 }).map((each) => String(each).padStart(3, '0'));
    const code = fc
      .tuple(two(1, 28), two(1, 12), two(0, 99), fc.constantFrom(...'+-ABCDEFUVWXY'), number)
      .map(
        ([day, month, year, sign, each]) =>
          `${day}${month}${year}${sign}${each}${control[Number(day + month + year + each) % 31]}`,
      );
    fc.assert(
      fc.property(fc.string(), code, fc.string(), (before, each, after) => {
        expect(holdsIdentityCode(before + each + after)).toBe(true);
      }),
    );
  });

  test('a name is a few words: no line breaks, no essay', () => {
    expect(customer.safeParse(anna).success).toBe(true);
    expect(customer.safeParse({ ...(anna as object), name: 'A'.repeat(61) }).success).toBe(false);
    expect(customer.safeParse({ ...(anna as object), name: 'Anna\nB' }).success).toBe(false);
    expect(customer.safeParse({ ...(anna as object), name: '  ' }).success).toBe(false);
  });
});
