import type { ErasureRuleName, RetentionPolicies } from '@etapiste/protocol';
import type { EntityManager } from 'typeorm';

/** What one feature erases by policy. The table of contents (`app.module.ts`) names all of them, and hands them to erasure: no feature knows it. */
export interface ErasureRule {
  readonly name: ErasureRuleName;
  /** The policy that says after how many days. */
  readonly policy: keyof RetentionPolicies;
  /**
   * Erases what is older than `before`, the oldest first, and not much more than `most` of it: a call must not wait.
   * @returns how many rows; as many as `most` or more means that there may be others
   */
  erase(manager: EntityManager, before: Date, most: number): Promise<number>;
}
