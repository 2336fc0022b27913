import { describe, expect, it } from 'vitest';
import { isSame, merged } from './merged.js';

const base = { version: 1, name: { fi: 'Porvoo-info' }, phone: '019', hours: [1, 2] };

describe('two people who change the same thing', () => {
  it('both have their way where they changed different fields, and the newest version is the one to change', () => {
    const { value, differing } = merged(base, { ...base, phone: '020' }, { ...base, version: 2, hours: [3] });
    expect(value).toEqual({ version: 2, name: { fi: 'Porvoo-info' }, phone: '020', hours: [3] });
    expect(differing).toEqual([]);
  });

  it('are told of a field that both changed, and what was typed here is kept', () => {
    const { value, differing } = merged(base, { ...base, name: { fi: 'Minun' } }, { ...base, version: 2, name: { fi: 'Toisen' } });
    expect(value.name.fi).toBe('Minun');
    expect(differing).toEqual(['name']);
  });

  it('are told nothing where both changed alike', () => {
    expect(merged(base, { ...base, phone: '020' }, { ...base, version: 2, phone: '020' }).differing).toEqual([]);
  });

  it('take a list that became shorter for a change', () => {
    expect(isSame([1, 2], [1])).toBe(false);
    expect(isSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  });
});
