import type { AuditEntry } from '../audit/index.js';
import type { Actor } from '../rights/index.js';

/** Who does something, and from where: what every change to accounts and grants is told with. */
export interface Deed {
  readonly by: Actor;
  readonly from: string | null;
}

/** The beginning of an audit entry of a deed. */
export const traceOf = ({ by, from }: Deed): Pick<AuditEntry, 'actor' | 'from' | 'why'> => ({
  actor: { kind: by.kind, id: by.id, name: by.name },
  from,
  why: null,
});
