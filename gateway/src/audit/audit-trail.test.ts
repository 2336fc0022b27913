import { newId } from '@etapiste/protocol';
import type { EntityManager } from 'typeorm';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Config } from '../config/config.js';
import { createStore } from '../database/database.module.js';
import type { Store } from '../database/store.js';
import { createLog } from '../log/log.js';
import { MailEntity } from '../mail/index.js';
import { TestClock } from '../testing/test-clock.js';
import { onBothStores } from '../testing/test-stores.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import type { AuditEntry } from './audit-trail.js';
import { toLine } from './audit-rows.js';
import { commitmentOf, hashOf, type ChainLine } from './chain.js';
import { headOf, StoreAuditTrail } from './store.audit-trail.js';
import type { Verdict } from './verify-chain.js';
import { verifyAll, verifyStore } from './verify-source.js';

const clock = new TestClock();
const trail = new StoreAuditTrail(clock);
const entities = [AuditEntryEntity, MailEntity];

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  what: 'account.changed',
  actor: { kind: 'person', id: newId(), name: 'Aino Virtanen' },
  from: '192.0.2.17',
  why: 'the name was wrong',
  subject: { kind: 'account', id: newId() },
  details: { name: 'Aino Virtanen', tries: 2, when: new Date(0), nothing: undefined },
  ...changes,
});

const record = (store: Store, given = entry()) => store.write(({ manager }) => trail.record(manager, given));
const all = (store: Store) => store.read((manager) => manager.find(AuditEntryEntity, { order: { number: 'ASC' } }));

describe('the audit trail', () => {
  onBothStores(entities, (store, _reopen, database) => {
    it('keeps an entry with what it tells of, or neither', async () => {
      const id = newId();
      const mail = { id, recipient: '', subject: '', body: '', createdAt: clock.now(), sentAt: null, tries: 0, nextTryAt: null };
      const work = (fails: boolean) =>
        store().write(async ({ manager }) => {
          await manager.insert(MailEntity, mail);
          await trail.record(manager, entry({ subject: { kind: 'mail', id } }));
          if (fails) throw new Error('the last step failed');
        });
      const found = () => store().read((manager) => manager.countBy(AuditEntryEntity, { subjectId: id }));
      await expect(work(true)).rejects.toThrow('the last step failed');
      expect(await found()).toBe(0);
      await work(false);
      expect(await found()).toBe(1);
    });

    it('is not written beside a transaction', async () => {
      await expect(store().read((manager) => trail.record(manager, entry()))).rejects.toThrow('in the transaction');
    });

    it('is numbered without gaps by all who write at once, with some of them failing', async () => {
      // SQLite has one hub; PostgreSQL has several.
      const second = database().kind === 'postgres' ? await openAgain(database()) : store();
      const before = await store().read(headOf);
      const writes = Array.from({ length: 200 }, (_, index) =>
        (index % 2 === 0 ? store() : second).write(async ({ manager }) => {
          await trail.record(manager, entry());
          if (index % 10 === 0) throw new Error('rolled back');
        }),
      );
      const results = await Promise.allSettled(writes);
      if (second !== store()) await second.stop();
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(180);
      const verdict = await verifyStore({ database: database() });
      expect(verdict).toMatchObject({ firstBreak: null, entries: before.number + 180 });
    });

    it('takes whatever strangers type', async () => {
      const hostile = '\u0000\uD800"\\\u2028 ääkköset 🙂';
      const person = { kind: 'person', id: hostile, name: hostile } as const;
      const subject = { kind: 'account', id: hostile };
      await record(store(), entry({ actor: person, from: hostile, why: hostile, subject, details: { typed: [hostile] } }));
      const newest = (await all(store())).at(-1);
      expect(newest?.actorName).toBe('\uFFFD\uFFFD"\\\u2028 ääkköset 🙂');
      expect(await verifyStore({ database: database() })).toMatchObject({ firstBreak: null });
    });

    describe('with twelve entries', () => {
      beforeAll(async () => {
        const { number } = await store().read(headOf);
        for (let missing = 12 - number; missing > 0; missing--) await record(store());
      });

      test.each([
        ['changed', `UPDATE "audit_entry" SET "what" = 'sign-out' WHERE "number" = 2`],
        ['changed in its erasable part', `UPDATE "audit_entry" SET "actorName" = 'nobody' WHERE "number" = 2`],
        ['erased and changed at once', erase('"number" = 2').replace('SET', `SET "what" = 'sign-out',`)],
        ['erased by halves', `UPDATE "audit_entry" SET "details" = NULL WHERE "number" = 2`],
        ['deleted', `DELETE FROM "audit_entry" WHERE "number" = 2`],
        ['added out of turn', copyOf(2, '100000')],
        ['replaced', copyOf(2, '2').replace('INSERT', 'INSERT OR REPLACE')],
        ['emptied with the table', 'TRUNCATE "audit_entry"'],
      ])('an entry cannot be %s', async (_name, sql) => {
        const before = await all(store());
        const work = store().write(({ manager }) => manager.query(sql));
        await expect(work).rejects.toThrow(/only appended to|syntax error/);
        expect(await all(store())).toEqual(before);
      });

      const move = (which: string, by: number) => [
        `UPDATE "audit_entry" SET "number" = -"number" WHERE ${which}`,
        `UPDATE "audit_entry" SET "number" = -"number" + ${by} WHERE "number" < 0`,
      ];

      test.each([
        [
          'whose lasting part was changed',
          [`UPDATE "audit_entry" SET "what" = 'sign-out' WHERE "number" = 5`],
          5,
          'entry-changed',
        ],
        ['whose actor was changed', [`UPDATE "audit_entry" SET "actorName" = 'x' WHERE "number" = 5`], 5, 'details-changed'],
        ['whose details were changed', [`UPDATE "audit_entry" SET "details" = '{}' WHERE "number" = 5`], 5, 'details-changed'],
        ['whose time was changed', [`UPDATE "audit_entry" SET "at" = "at" + 1 WHERE "number" = 5`], 5, 'entry-changed'],
        ['that lost its salt only', [`UPDATE "audit_entry" SET "salt" = NULL WHERE "number" = 5`], 5, 'details-without-salt'],
        ['that was erased although older ones are kept', [erase('"number" = 5')], 5, 'erased-out-of-turn'],
        ['that is gone', [`DELETE FROM "audit_entry" WHERE "number" = 5`], 5, 'number-missing'],
        [
          'that is gone, the others moved up',
          [`DELETE FROM "audit_entry" WHERE "number" = 5`, ...move('"number" > 5', -1)],
          5,
          'entry-changed',
        ],
        ['that was put in between', [...move('"number" > 5', 1), copyOf(5, '6')], 6, 'entry-changed'],
        [
          'that changed places with the next',
          [
            `UPDATE "audit_entry" SET "number" = -1 WHERE "number" = 5`,
            `UPDATE "audit_entry" SET "number" = 5 WHERE "number" = 6`,
            `UPDATE "audit_entry" SET "number" = 6 WHERE "number" = -1`,
          ],
          5,
          'entry-changed',
        ],
        ['at the end that is gone, with a known head', [`DELETE FROM "audit_entry" WHERE "number" > 10`], 11, 'cut-off'],
      ])('an entry %s is found', async (_name, statements, number, reason) => {
        expect(await tampered(store(), statements)).toMatchObject({ entries: number - 1, firstBreak: { number, reason } });
      });

      it('shows an entry that was written anew with a hash of its own, by the next one', async () => {
        const verdict = await tampered(store(), [], async (manager) => {
          const rows = await manager.find(AuditEntryEntity, { order: { number: 'ASC' }, take: 5 });
          const [before, row] = rows.slice(-2).map(toLine) as [ChainLine, ChainLine];
          const forged = { ...row, why: 'nothing happened' };
          const commitment = commitmentOf(row.salt ?? '', forged);
          const hash = hashOf(before.hash, { ...forged, commitment });
          await manager.update(AuditEntryEntity, { number: 5 }, { why: forged.why, commitment, hash });
        });
        expect(verdict).toMatchObject({ entries: 5, firstBreak: { number: 6, reason: 'entry-changed' } });
      });

      it('that was written anew from some entry on no longer goes through a known head', async () => {
        const known = await store().read(headOf);
        const verdict = await tampered(store(), [`DELETE FROM "audit_entry" WHERE "number" > 10`], async (manager) => {
          for (let number = 10; number < known.number; number++) await trail.record(manager, entry());
        });
        expect(verdict?.firstBreak).toEqual({ number: known.number, reason: 'head-differs' });
      });

      it('still holds when the oldest entries are erased, as the database allows it, once', async () => {
        await store().write(({ manager }) => manager.query(erase('"number" <= 4')));
        expect(await verifyStore({ database: database() })).toMatchObject({ erased: 4, firstBreak: null });
        await expect(store().write(({ manager }) => manager.query(erase('"number" = 4')))).rejects.toThrow('only appended');
      });
    });
  });
});

function erase(which: string): string {
  return `UPDATE "audit_entry" SET "actorId" = NULL, "actorName" = NULL, "from" = NULL, "why" = NULL, "subjectId" = NULL,
    "details" = NULL, "salt" = NULL WHERE ${which}`;
}

const columns = 'at what actorKind subjectKind actorId actorName from why subjectId details salt commitment hash'
  .split(' ')
  .map((column) => `"${column}"`)
  .join(', ');

function copyOf(number: number, as: string): string {
  return `INSERT INTO "audit_entry" ("number", ${columns}) SELECT ${as}, ${columns} FROM "audit_entry" WHERE "number" = ${number}`;
}

/** What verifying says after the guards were taken off and something done; then all is undone. */
async function tampered(store: Store, statements: readonly string[], more?: (manager: EntityManager) => Promise<void>) {
  const known = await store.read(headOf);
  const undone = new Error('undone');
  const verdicts: Verdict[] = [];
  const work = store.write(async ({ manager }) => {
    const isPostgres = manager.dataSource.options.type === 'postgres';
    if (isPostgres) await manager.query('ALTER TABLE "audit_entry" DISABLE TRIGGER USER');
    else for (const event of ['insert', 'update', 'delete']) await manager.query(`DROP TRIGGER "audit_entry_${event}"`);
    for (const statement of statements) await manager.query(statement);
    await more?.(manager);
    verdicts.push(await verifyAll(manager, known));
    throw undone;
  });
  await expect(work).rejects.toBe(undone);
  return verdicts[0];
}

async function openAgain(database: Config['database']): Promise<Store> {
  const second = await createStore({ database } as Config, entities, createLog('silent'));
  await second.start();
  return second;
}
