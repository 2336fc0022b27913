import { newId, type LiveEvent, type Shift } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSnapshot, nothingKnown, withChange } from './known.js';

const shift = (id: string, version: number): Shift => ({
  id,
  version,
  name: `Neuvoja ${version}`,
  pointIds: ['porvoo'],
  startedAt: '2026-11-24T07:00:00.000Z',
  isConnected: true,
});

const change = (id: string, version: number, isGone: boolean): LiveEvent<'change'> => ({
  n: 1,
  kind: 'shifts',
  id,
  version,
  value: isGone ? null : shift(id, version),
});

const ids = [newId(), newId(), newId()];
/** What a hub may say: each thing goes through versions, some of which remove it. */
const histories = fc
  .array(fc.record({ id: fc.constantFrom(...ids), isGone: fc.boolean() }), { minLength: 1, maxLength: 25 })
  .map((steps) => {
    const versions = new Map<string, number>();
    return steps.map(({ id, isGone }) => {
      const version = (versions.get(id) ?? 0) + 1;
      versions.set(id, version);
      return change(id, version, isGone);
    });
  });

const oddOrders = histories.chain((history) =>
  fc.tuple(
    fc.constant(history),
    // Every change at least once, any of them again, in any order.
    fc.array(fc.constantFrom(...history), { maxLength: 25 }).chain((again) => {
      const all = [...history, ...again];
      return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
    }),
  ),
);

describe('what a page knows', () => {
  it('is the newest of everything, whatever the order and however often changes come', () => {
    fc.assert(
      fc.property(oddOrders, ([history, received]) => {
        const known = received.reduce(withChange, fromSnapshot(nothingKnown()));
        const newest = ids
          .map((id) => history.findLast((event) => event.id === id)?.value ?? null)
          .filter((value) => value !== null);
        const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
        expect(known.state.shifts.toSorted(byId)).toEqual(newest.toSorted(byId));
      }),
    );
  });

  it('does not bring back a shift that ended before a late change of it arrives', () => {
    const [id] = ids as [string];
    const known = [change(id, 2, false), change(id, 3, true), change(id, 1, false)].reduce(
      withChange,
      fromSnapshot(nothingKnown()),
    );
    expect(known.state.shifts).toEqual([]);
  });

  it('says nothing new when the change is older than the snapshot', () => {
    const [id] = ids as [string];
    const known = fromSnapshot({ ...nothingKnown(), shifts: [shift(id, 5)] });
    expect(withChange(known, change(id, 4, true))).toBe(known);
  });

  it('keeps everything in its place when one of them changes', () => {
    const [first, second, third] = ids as [string, string, string];
    const known = fromSnapshot({ ...nothingKnown(), shifts: [shift(first, 1), shift(second, 1), shift(third, 1)] });
    expect(withChange(known, change(first, 2, false)).state.shifts.map(({ id }) => id)).toEqual([first, second, third]);
  });
});
