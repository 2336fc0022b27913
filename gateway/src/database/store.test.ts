import { newId } from '@etapiste/protocol';
import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { MailEntity } from '../mail/index.js';
import { onBothStores } from '../testing/test-stores.js';
import type { Change } from './store.js';
import { soon } from '../testing/soon.js';

const mail = (id: string): MailEntity => ({
  id,
  recipient: 'lead@point.example',
  subject: 's',
  body: 'b',
  createdAt: new Date('2026-11-24T07:52:00.123Z'),
  sentAt: null,
  tries: 0,
  nextTryAt: null,
});

describe('the store', () => {
  onBothStores([MailEntity], (store, reopen) => {
    it('keeps an instant to the millisecond', async () => {
      const id = newId();
      await store().write(({ manager }) => manager.insert(MailEntity, mail(id)));
      const row = await store().read((manager) => manager.findOneByOrFail(MailEntity, { id }));
      expect(row.createdAt).toEqual(new Date('2026-11-24T07:52:00.123Z'));
      expect(row.nextTryAt).toBeNull();
    });

    it('stores all of a transaction or nothing, and readers see nothing of it before commit', async () => {
      const [first, second] = [newId(), newId()];
      const seen: boolean[] = [];
      const work = store().write(async ({ manager }) => {
        await manager.insert(MailEntity, mail(first));
        seen.push(await store().read((reader) => reader.existsBy(MailEntity, { id: first })));
        await manager.insert(MailEntity, mail(second));
        throw new Error('the last step failed');
      });
      await expect(work).rejects.toThrow('the last step failed');
      expect(seen).toEqual([false]);
      expect(await store().read((reader) => reader.countBy(MailEntity, [{ id: first }, { id: second }]))).toBe(0);
    });

    it('runs many writes at once without mixing them up', async () => {
      const ids = Array.from({ length: 50 }, newId);
      const writes = ids.map((id, index) =>
        store().write(async ({ manager }) => {
          await manager.insert(MailEntity, mail(id));
          if (index % 2 === 1) throw new Error('odd');
        }),
      );
      const results = await Promise.allSettled(writes);
      expect(results.map(({ status }) => status)).toEqual(ids.map((_, index) => (index % 2 === 1 ? 'rejected' : 'fulfilled')));
      const stored = await store().read((reader) =>
        reader.findBy(
          MailEntity,
          ids.map((id) => ({ id })),
        ),
      );
      expect(stored.map(({ id }) => id).toSorted()).toEqual(ids.filter((_, index) => index % 2 === 0).toSorted());
    });

    it('tells of a change after its commit, and never of one that was rolled back', async () => {
      const told: (Change | undefined)[] = [];
      store().onChange((change) => told.push(change));
      const kept = newId();
      await expect(
        store().write(async ({ announce }) => {
          announce('calls', 'rolled-back');
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await store().write(async ({ manager, announce }) => {
        await manager.insert(MailEntity, mail(kept));
        announce('calls', kept);
        announce('calls', kept);
      });
      await soon(() => expect(told).toEqual([{ kind: 'calls', id: kept }]));
    });

    it('still has the partial unique index that allows one open call a room, after opening again', async () => {
      const again = await reopen();
      const insert = (id: string, endedAt: string) =>
        again.write(({ manager }) =>
          manager.query(
            `INSERT INTO "call" ("id", "version", "roomId", "pointId", "state", "isStale", "source", "openedAt", "presses", "escalation", "isNotReached", "endedAt")
             VALUES ('${id}', 1, 'r-1', 'p', 'open', false, 'wall-button', 1, 1, '[]', false, ${endedAt})`,
          ),
        );
      await again.write(async ({ manager }) => {
        await manager.query(
          `INSERT INTO "point" ("id", "name", "municipality", "languages", "timeZone", "contact", "desk", "openingHours") VALUES ('p', '', '', '', '', '', '', '')`,
        );
        await manager.query(`INSERT INTO "room" ("id", "pointId", "kind", "number") VALUES ('r-1', 'p', 'room', 1)`);
      });
      await insert(newId(), '2');
      await insert(newId(), 'NULL');
      await insert(newId(), '3');
      await expect(insert(newId(), 'NULL')).rejects.toBeInstanceOf(QueryFailedError);
    });
  });
});
