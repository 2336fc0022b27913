import type { EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';

/**
 * Inserts one row unless it conflicts; the index decides, in one statement on both stores (FACTS).
 * @param conflict what follows `ON CONFLICT`, ending in `DO NOTHING`
 * @returns whether the row was inserted
 */
export async function insertUnless<Row extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  row: QueryDeepPartialEntity<Row>,
  conflict: string,
): Promise<boolean> {
  const [sql, values] = manager
    .createQueryBuilder()
    .insert()
    .into(target)
    .values(row)
    .onConflict(conflict)
    .getQueryAndParameters();
  const result = (await manager.queryRunner?.query(sql, values, true)) as { affected?: number } | undefined;
  return result?.affected === 1;
}
