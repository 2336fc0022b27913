import { describe, expect, it } from 'vitest';
import { looksLikeCase } from './case-text.js';

describe('a name to call by', () => {
  it.each(['Testi A', 'Åsa Asiala', 'Anna-Maria', 'Rouva Virtanen', 'asiakas 12', 'Veli'])('%s is only a name', (name) =>
    expect(looksLikeCase(name)).toBe(false),
  );

  it.each(['Anna, hakemus', 'eläkepäätös', 'Ärendet gäller FPA', 'Anna, asia kesken', 'Matti, velkajärjestely'])(
    '%s tells of the matter',
    (text) => expect(looksLikeCase(text)).toBe(true),
  );

  it('whoever writes a long text tells more than a name', () => {
    expect(looksLikeCase('Anna tulee ensi viikolla uudestaan kun paperit ovat valmiit')).toBe(true);
  });
});
