import { newId } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { onBothStores } from '../testing/test-stores.js';
import { ClaimEntity } from './claim.entity.js';
import { claim, claimsBetween, endOf, release, slotMs, Taken } from './claims.js';

const nine = new Date('2026-11-24T07:00:00.000Z');
const now = new Date('2026-11-23T07:00:00.000Z');
const later = (ms: number) => new Date(nine.getTime() + ms);

describe('claims of rooms and seats', () => {
  onBothStores([ClaimEntity], (store) => {
    const rows = (ownerId: string) => store().read((manager) => manager.countBy(ClaimEntity, { ownerId }));
    const wanted = (room: string, changes = {}) => ({
      ownerId: newId(),
      resources: [`seat ${room}/1`, `room ${room}`],
      from: nine,
      slots: 2,
      expiresAt: null,
      ...changes,
    });
    const take = (one: ReturnType<typeof wanted>, at = now) => store().write(({ manager }) => claim(manager, one, at));

    it('take room and seat for every half hour, and nobody takes any of them again', async () => {
      const first = wanted('a');
      await take(first);
      expect(await rows(first.ownerId)).toBe(4);
      const second = wanted('a', { from: later(slotMs) });
      await expect(take(second)).rejects.toBeInstanceOf(Taken);
      expect(await rows(second.ownerId)).toBe(0);
      await take(wanted('a', { from: endOf(first) }));
    });

    it('of many who want the same at once go to one, wholly', async () => {
      const many = Array.from({ length: 20 }, (_, index) => wanted('b', { from: later((index % 2) * slotMs) }));
      const outcomes = await Promise.allSettled(many.map((one) => take(one)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(outcomes.every((each) => each.status === 'fulfilled' || each.reason instanceof Taken)).toBe(true);
      const kept = await Promise.all(many.map(({ ownerId }) => rows(ownerId)));
      expect(kept.filter((count) => count > 0)).toEqual([4]);
    });

    it('that have lapsed give way, and only then', async () => {
      const held = wanted('c', { expiresAt: later(0) });
      await take(held);
      await expect(take(wanted('c'), later(-1))).rejects.toBeInstanceOf(Taken);
      await take(wanted('c'), later(0));
      expect(await rows(held.ownerId)).toBe(0);
    });

    it('are given back wholly, or from a moment on', async () => {
      const first = wanted('d');
      await take(first);
      await store().write(({ manager }) => release(manager, first.ownerId, later(slotMs)));
      await take(wanted('d', { from: later(slotMs) }));
      await expect(take(wanted('d'))).rejects.toBeInstanceOf(Taken);
      await store().write(({ manager }) => release(manager, first.ownerId));
      await take(wanted('d', { slots: 1 }));
    });

    it('are seen as taken by others, but not by their owner, and not once lapsed', async () => {
      const held = wanted('e', { expiresAt: later(0) });
      await take(held);
      const seen = async (at: Date, ownId?: string) => {
        const span = { resources: held.resources, from: nine, to: endOf(held), now: at };
        const isTaken = await store().read((manager) => claimsBetween(manager, span, ownId));
        return [isTaken('room e', nine.getTime()), isTaken('seat e/1', nine.getTime() + slotMs)];
      };
      expect(await seen(now)).toEqual([true, true]);
      expect(await seen(now, held.ownerId)).toEqual([false, false]);
      expect(await seen(later(0))).toEqual([false, false]);
    });
  });
});
