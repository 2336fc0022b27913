import { callWord } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lampPattern, type LampWishes } from './lamp.feature.js';

const anyWishes: fc.Arbitrary<LampWishes> = fc.record({
  isIdentifying: fc.boolean(),
  callWord: fc.option(fc.constantFrom(...callWord.options), { nil: undefined }),
  isAnnouncedTest: fc.boolean(),
  hasFault: fc.boolean(),
});

describe('the lamp of a room', () => {
  it.each([
    ['identify', { isIdentifying: true, callWord: 'sending', isAnnouncedTest: true, hasFault: true }],
    ['sending', { isIdentifying: false, callWord: 'sending', isAnnouncedTest: true, hasFault: true }],
    ['announced-test', { isIdentifying: false, callWord: undefined, isAnnouncedTest: true, hasFault: true }],
    ['fault', { isIdentifying: false, callWord: undefined, isAnnouncedTest: false, hasFault: true }],
    ['dark', { isIdentifying: false, callWord: undefined, isAnnouncedTest: false, hasFault: false }],
  ] as const)('shows %s first of %o', (pattern, wishes) => expect(lampPattern(wishes)).toBe(pattern));

  it('shows the word of a call whatever else is true, unless somebody looks for this lamp', () => {
    const isTrue = (wishes: LampWishes) =>
      wishes.callWord === undefined || lampPattern(wishes) === (wishes.isIdentifying ? 'identify' : wishes.callWord);
    expect(() => fc.assert(fc.property(anyWishes, isTrue))).not.toThrow();
  });
});
