import type { AuditAction } from '@etapiste/protocol';
import type { EntityManager } from 'typeorm';

/** One line of the audit trail, as a feature tells it: who did what, to what, from where, and why. */
export interface AuditEntry {
  readonly what: AuditAction;
  readonly actor: {
    readonly kind: 'person' | 'terminal' | 'controller' | 'system';
    readonly id: string | null;
    readonly name: string;
  };
  /** The client's address, where there is one. */
  readonly from: string | null;
  readonly why: string | null;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  /** What erasure may take away later; the chain holds without it. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Where every feature leaves its traces. */
export abstract class AuditTrail {
  /** Appends an entry in the transaction of what it tells of: both are kept, or neither. */
  abstract record(manager: EntityManager, entry: AuditEntry): Promise<void>;
}
