import { scopesOfRole, type Grant, type NewGrant, type Role, type Scope, type ScopeKind } from '@etapiste/protocol';
import { Refused } from '../http/refused.js';

/** Which roles a role may give, within its own scope. Whoever is not named gives none; devices and guests are never given. */
const gives: Partial<Record<Role, readonly Role[]>> = {
  owner: ['advisor', 'lead', 'booking-agent', 'expert', 'authority-admin', 'maintainer', 'owner', 'reporter'],
  'authority-admin': ['expert', 'booking-agent', 'authority-admin'],
  lead: ['advisor', 'booking-agent'],
};

/** Whether all of one scope lies in another. */
function covers(wider: Scope, scope: Scope): boolean {
  if (wider.kind === 'everything') return true;
  if (wider.kind === 'points' && scope.kind === 'points')
    return scope.pointIds.every((pointId) => wider.pointIds.includes(pointId));
  return wider.kind === 'authority' && scope.kind === 'authority' && scope.authorityId === wider.authorityId;
}

type Place = Pick<Grant, 'role' | 'scope'>;

const givingGrants = (own: readonly Grant[], { role, scope }: Place): Grant[] =>
  own.filter((grant) => gives[grant.role]?.includes(role) && covers(grant.scope, scope));

/** Whether somebody with these grants may give this role there, and end it. */
export const mayGive = (own: readonly Grant[], place: Place): boolean => givingGrants(own, place).length > 0;

/** Whether somebody with these grants may give any role at all. */
export const mayGiveAnything = (own: readonly Grant[]): boolean => own.some(({ role }) => gives[role] !== undefined);

/**
 * Nobody gives more than they have, nor for longer (DESIGN §7).
 * @param own grants of the giver that are valid now
 * @throws Refused `grant-refused`, `grant-too-long`, `grant-malformed`
 */
export function checkGiving(own: readonly Grant[], wanted: NewGrant): void {
  const by = givingGrants(own, wanted);
  if (by.length === 0) throw new Refused('grant-refused');
  const kinds: readonly ScopeKind[] = scopesOfRole[wanted.role];
  if (!kinds.includes(wanted.scope.kind)) throw new Refused('grant-malformed');
  const { validFrom, validTo } = wanted;
  if (validTo !== null && validFrom !== undefined && validTo <= validFrom) throw new Refused('grant-malformed');
  const lasts = (grant: Grant) => grant.validTo === null || (validTo !== null && validTo <= grant.validTo);
  if (!by.some(lasts)) throw new Refused('grant-too-long');
}
