import type { Credential } from '@etapiste/protocol';
import type { CredentialEntity } from './credential.entity.js';

/** A credential as a maintainer sees it: time ends it too. */
export function toCredential(row: CredentialEntity, now: Date): Credential {
  const isExpired = row.endedAt === null && row.validTo !== null && row.validTo <= now;
  const ended = isExpired ? { at: row.validTo, because: 'expired' as const } : { at: row.endedAt, because: row.endedBecause };
  return {
    id: row.id,
    kind: row.kind,
    roomId: row.roomId,
    issuedAt: row.issuedAt.toISOString(),
    issuedBy: row.issuedBy,
    validTo: row.validTo?.toISOString() ?? null,
    usedAt: row.usedAt?.toISOString() ?? null,
    ended: ended.at && ended.because ? { at: ended.at.toISOString(), because: ended.because } : null,
  };
}
