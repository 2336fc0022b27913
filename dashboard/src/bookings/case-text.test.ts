import { describe, expect, it } from 'vitest';
import { looksLikeCase } from './case-text.js';

describe('a name that tells too much', () => {
  it.each(['Maija, hakemus kesken', 'Maija, eläkeasia', 'Anna beslut', 'one two three four five six'])('%s', (name) =>
    expect(looksLikeCase(name)).toBe(true),
  );
  it.each(['Maija Meikäläinen', 'Anna-Liisa von der Aa', 'Herra X', 'Testi Asiakas'])('is not %s', (name) =>
    expect(looksLikeCase(name)).toBe(false),
  );
});
