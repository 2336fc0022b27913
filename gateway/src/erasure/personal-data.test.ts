import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { erasureRules } from '../app.module.js';
import { SqliteStore } from '../database/sqlite.store.js';
import { personalData, retention, retentionRows } from './personal-data.js';

const columnsIn = (table: string): string[] =>
  Object.values(personalData[table] ?? {})
    .flatMap((columns) => columns.trim().split(/\s+/))
    .toSorted();

describe('the record of what is kept about people', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'etapiste-schema-'));
  const store = new SqliteStore(path.join(folder, 'store.sqlite'), []);
  const schema = new Map<string, string[]>();

  beforeAll(async () => {
    await store.start();
    const rows: { table: string; column: string }[] = await store.read((manager) =>
      manager.query(
        `SELECT t.name AS "table", c.name AS "column" FROM sqlite_master t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'migrations'`,
      ),
    );
    for (const { table, column } of rows) schema.set(table, [...(schema.get(table) ?? []), column]);
  });
  afterAll(async () => {
    await store.stop();
    rmSync(folder, { recursive: true });
  });

  test('names every column of every table that the migrations make, with its class, and no other', () => {
    const real = Object.fromEntries([...schema].map(([table, columns]) => [table, columns.toSorted()]));
    expect(Object.fromEntries(Object.keys(personalData).map((table) => [table, columnsIn(table)]))).toEqual(real);
  });

  test('says for every table that can lead to a person how long it does', () => {
    const personal = Object.entries(personalData).filter(([, classes]) =>
      Object.keys(classes).some((name) => name !== 'technical'),
    );
    expect(retention.map(({ table }) => table).toSorted()).toEqual(personal.map(([table]) => table).toSorted());
  });

  test('promises no erasure that no rule does, and no rule erases what it does not name', () => {
    const promised = retention.flatMap(({ until }) => (typeof until === 'string' ? [] : [`${until.rule} by ${until.policy}`]));
    expect([...new Set(promised)].toSorted()).toEqual(erasureRules.map(({ name, policy }) => `${name} by ${policy}`).toSorted());
  });

  test('is the one in docs/privacy.md', () => {
    const text = readFileSync(new URL('../../../docs/privacy.md', import.meta.url), 'utf8');
    const rows = text.split('\n').map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    for (const row of retentionRows()) expect(rows).toContainEqual(row);
    expect(rows.filter((row) => row.some((cell) => cell.includes('Days`')))).toHaveLength(
      retention.filter(({ until }) => typeof until !== 'string').length,
    );
  });
});
