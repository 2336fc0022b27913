import { createHash, createHmac } from 'node:crypto';
import type { AuditLine } from '@etapiste/protocol';
import canonicalize from 'canonicalize';

/** What the first entry has in place of the hash before it. */
export const noHash = '0'.repeat(64);

/** An entry as it is exported: all that is needed to verify it without the hub. */
export type ChainLine = Omit<AuditLine, 'previousHash'>;

/** Canonical JSON (RFC 8785): the same value is always the same text, whoever writes it. */
export const canonical = (value: object): string => canonicalize(value) as string;

/**
 * HMAC-SHA256 of the erasable part, in hex, under the entry's own salt: it binds the part as long as that is there, and says
 * nothing about it when part and salt are gone.
 */
export const commitmentOf = (salt: string, { actor, from, why, subject, details }: Omit<ChainLine, 'commitment' | 'hash'>) =>
  createHmac('sha256', Buffer.from(salt, 'hex'))
    .update(
      canonical({ actorId: actor.id, actorName: actor.name, from, why, subjectId: subject?.id ?? null, details: details ?? {} }),
    )
    .digest('hex');

/** SHA-256, in hex, over the hash before it, the lasting part, and the commitment to the erasable part. */
export const hashOf = (previousHash: string, { number, at, what, actor, subject, commitment }: Omit<ChainLine, 'hash'>) =>
  createHash('sha256')
    .update(canonical({ previousHash, number, at, what, actorKind: actor.kind, subjectKind: subject?.kind ?? null, commitment }))
    .digest('hex');
