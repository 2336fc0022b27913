import type { GivenGrant, Grant } from '@etapiste/protocol';
import type { GrantEntity } from './grant.entity.js';

export const toGrant = ({ id, role, scope, validFrom, validTo }: GrantEntity): Grant => ({
  id,
  role,
  scope,
  validFrom: validFrom.toISOString(),
  validTo: validTo?.toISOString() ?? null,
});

export const toGivenGrant = (row: GrantEntity): GivenGrant => ({ ...toGrant(row), isFromProvider: row.isFromProvider });

/** Of those grants the ones that are valid at a moment: from `validFrom` on, and before `validTo`. */
export const validAt = <G extends Grant>(grants: readonly G[], now: Date): G[] => {
  const at = now.toISOString();
  return grants.filter(({ validFrom, validTo }) => validFrom <= at && (validTo === null || at < validTo));
};
