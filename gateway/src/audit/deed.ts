import type { Actor } from '../rights/index.js';
import type { AuditEntry } from './audit-trail.js';

/** Who does something, and from where: what a service is told so that it can leave a trace. */
export interface Deed {
  readonly by: Actor;
  /** The client's address. */
  readonly from: string | null;
}

/** The beginning of an audit entry of a deed. */
export const traceOf = ({ by, from }: Deed): Pick<AuditEntry, 'actor' | 'from' | 'why'> => ({
  actor: { kind: by.kind, id: by.id, name: by.name },
  from,
  why: null,
});
