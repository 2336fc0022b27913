import { lampPattern } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { lampWords } from './lamp-words.js';

describe('what a lamp says in words', () => {
  it('tells a different thing in each pattern, so that nobody has to see it blink', () => {
    const meanings = lampPattern.options.map((pattern) => lampWords(pattern).meaning);
    expect(new Set(meanings).size).toBe(lampPattern.options.length);
  });

  it('never calls two patterns by the same words', () => {
    const patterns = lampPattern.options.map((pattern) => lampWords(pattern).pattern);
    expect(new Set(patterns).size).toBe(lampPattern.options.length);
  });
});
