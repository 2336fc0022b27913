import { describe, expect, it } from 'vitest';
import { Places, type Field } from './places.js';

describe('where a thing is that a request names', () => {
  const asked: string[] = [];
  const there = new Map([['call-1', { pointIds: ['porvoo'] }]]);
  const field = (isFixed: boolean): Field => ({
    find: async (id) => {
      asked.push(id);
      return there.get(id) ?? null;
    },
    isFixed,
    unknown: 'call-unknown',
  });
  const find = async (places: Places, callId: string) => {
    asked.splice(0);
    const found = [];
    for (let n = 0; n < 2; n++) for (const named of places.namedIn({ callId })) found.push(await named.field.find(named.id));
    return found;
  };
  const placesWith = (isFixed: boolean) => {
    const places = new Places();
    places.register('callId', field(isFixed));
    return places;
  };

  it('is looked up once where it never changes', async () => {
    expect(await find(placesWith(true), 'call-1')).toEqual([{ pointIds: ['porvoo'] }, { pointIds: ['porvoo'] }]);
    expect(asked).toEqual(['call-1']);
  });

  it('is looked up each time where it may change', async () => {
    await find(placesWith(false), 'call-1');
    expect(asked).toEqual(['call-1', 'call-1']);
  });

  it('is looked up again for what was not there', async () => {
    const places = placesWith(true);
    expect(await find(places, 'call-2')).toEqual([null, null]);
    there.set('call-2', { pointIds: ['imatra'] });
    expect(await find(places, 'call-2')).toEqual([{ pointIds: ['imatra'] }, { pointIds: ['imatra'] }]);
  });
});
