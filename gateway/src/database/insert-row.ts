import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** One statement for each entity and conflict: building it anew with every row costs more than SQLite takes for the row. */
const statements = new WeakMap<object, Map<string, string>>();

/**
 * Inserts one whole row; the index decides about conflicts, in one statement on both stores (FACTS).
 * @param row every column of the entity
 * @param conflict what follows `ON CONFLICT`, ending in `DO NOTHING`; without it a conflict is an error
 * @returns whether the row was inserted
 */
export async function insertRow<Row extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  row: Row,
  conflict?: string,
): Promise<boolean> {
  const { dataSource, queryRunner } = manager;
  const { columns, tablePath } = dataSource.getMetadata(target);
  const known = statements.get(columns) ?? new Map<string, string>();
  statements.set(columns, known);
  const sql =
    known.get(conflict ?? '') ??
    `INSERT INTO "${tablePath}" (${columns.map(({ databaseName }) => `"${databaseName}"`).join(', ')}) ` +
      `VALUES (${columns.map(({ propertyName }, index) => dataSource.driver.createParameter(propertyName, index)).join(', ')})` +
      (conflict ? ` ON CONFLICT ${conflict}` : '');
  known.set(conflict ?? '', sql);
  const values = columns.map((column) => dataSource.driver.preparePersistentValue(column.getEntityValue(row), column) as unknown);
  const result = (await queryRunner?.query(sql, values, true)) as { affected?: number } | undefined;
  return result?.affected === 1;
}
