import { newId } from '@etapiste/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../config/config.js';
import { createLog } from '../log/log.js';
import { onBothStores } from '../testing/test-stores.js';
import { TestClock } from '../testing/test-clock.js';
import { PointEntity } from './point.entity.js';
import { PolicyEntity } from './policy.entity.js';
import { Register } from './register.js';
import { RoomEntity } from './room.entity.js';
import { Seed } from './seed.js';

describe('the register', () => {
  onBothStores([PointEntity, RoomEntity, PolicyEntity], (store) => {
    let register: Register;
    const add = (row: Partial<PolicyEntity>) =>
      store().write(({ manager }) =>
        manager.insert(PolicyEntity, {
          id: newId(),
          name: 'callStaleMinutes',
          pointId: null,
          version: 1,
          value: 10,
          validFrom: '2025-09-01',
          validTo: null,
          ...row,
        }),
      );
    beforeEach(async () => {
      await new Seed(store(), { extraRooms: 0 } as Config).plant();
      register = new Register(store(), new TestClock(), createLog('silent'));
      await store().write(({ manager }) => manager.delete(PolicyEntity, { name: 'callStaleMinutes' }));
    });

    it('begins with the pilot’s points, and planting again adds nothing', async () => {
      await new Seed(store(), { extraRooms: 0 } as Config).plant();
      await register.load();
      expect(register.points().map(({ id, rooms }) => [id, rooms.map((room) => room.id)])).toEqual([
        ['imatra', ['imatra-1']],
        ['nurmes', ['nurmes-1']],
        ['porvoo', ['porvoo-1']],
      ]);
      expect(register.policiesAt('porvoo').callEscalateSeconds).toEqual([30, 60, 120]);
    });

    it('holds a room of the demo occupied for a shorter time, so that a visitor need not wait', async () => {
      await store().write(({ manager }) => manager.delete(PolicyEntity, { name: 'occupancyHoldSeconds' }));
      await new Seed(store(), { extraRooms: 0, isDemo: true } as Config).plant();
      await register.load();
      expect(register.policiesAt('porvoo').occupancyHoldSeconds).toBe(30);
      await store().write(({ manager }) => manager.delete(PolicyEntity, { name: 'occupancyHoldSeconds' }));
    });

    it('takes a point’s own rule before the one for all, and the newest version', async () => {
      await add({ value: 10 });
      await add({ version: 2, value: 12 });
      await add({ pointId: 'porvoo', value: 5 });
      await register.load();
      expect(register.policiesAt('porvoo').callStaleMinutes).toBe(5);
      expect(register.policiesAt('imatra').callStaleMinutes).toBe(12);
    });

    it('leaves out a rule before it begins and after it ends', async () => {
      await add({ value: 10 });
      await add({ version: 2, value: 99, validFrom: '2026-11-25' });
      await add({ version: 3, value: 98, validTo: '2026-11-23' });
      await register.load();
      expect(register.policiesAt('porvoo').callStaleMinutes).toBe(10);
    });
  });
});
