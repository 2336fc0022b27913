import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { Refused } from '../http/refused.js';

/**
 * Changes one row, if it still is the version that somebody saw, and counts it on. The store decides, in one statement: of two who
 * change it at once, one is told (PEERS 1, RFC 9110 §13.1.1).
 * @returns the new version
 * @throws Refused `version-differs`, also for a row that is gone
 */
export async function updateVersion<Row extends ObjectLiteral & { id: string; version: number }>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  { id, version }: { readonly id: string; readonly version: number },
  changes: QueryDeepPartialEntity<Row>,
): Promise<number> {
  const where = { id, version } as FindOptionsWhere<Row>;
  const { affected } = await manager.update(target, where, { ...changes, version: version + 1 });
  if (affected !== 1) throw new Refused('version-differs');
  return version + 1;
}
