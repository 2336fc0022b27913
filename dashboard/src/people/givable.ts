import type { Grant, Role, ScopeKind } from '@etapiste/protocol';
import { authorities } from './role-words.js';

/** What a reader may give: a role, the kind of its scope, and which of these there are. The hub decides; this only offers. */
export interface Givable {
  readonly role: Role;
  readonly kind: ScopeKind;
  readonly authorityIds: readonly string[];
  /** Undefined = every point. */
  readonly pointIds: readonly string[] | undefined;
}

const ofOwner: readonly [Role, ScopeKind][] = [
  ['advisor', 'points'],
  ['lead', 'points'],
  ['booking-agent', 'authority'],
  ['expert', 'authority'],
  ['authority-admin', 'authority'],
  ['maintainer', 'everything'],
  ['reporter', 'everything'],
  ['owner', 'everything'],
];
const ofAuthorityAdmin: readonly Role[] = ['expert', 'booking-agent', 'authority-admin'];
const ofLead: readonly Role[] = ['advisor', 'booking-agent'];

/** The roles that somebody with these grants may give, each once. */
export function givableBy(grants: readonly Grant[]): Givable[] {
  if (grants.some(({ role }) => role === 'owner'))
    return ofOwner.map(([role, kind]) => ({ role, kind, authorityIds: authorities, pointIds: undefined }));
  const authorityIds = grants.flatMap(({ role, scope }) =>
    role === 'authority-admin' && scope.kind === 'authority' ? [scope.authorityId] : [],
  );
  const pointIds = grants.flatMap(({ role, scope }) => (role === 'lead' && scope.kind === 'points' ? scope.pointIds : []));
  const all = [
    ...(authorityIds.length > 0 ? ofAuthorityAdmin.map((role) => ({ role, kind: 'authority' as const })) : []),
    ...(pointIds.length > 0 ? ofLead.map((role) => ({ role, kind: 'points' as const })) : []),
  ].map((one) => ({ ...one, authorityIds, pointIds }));
  return all.filter(({ role }, index) => all.findIndex((one) => one.role === role) === index);
}
