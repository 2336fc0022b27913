import { z } from 'zod';
import { instant } from '../wire/index.js';

/** Who left a trace. Id and name are null when erasure has taken them. */
const auditActor = z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() });

/** One line of the audit trail as those see it who may: who, when, from where, what, to what, and why. */
export const auditEntry = z.object({
  /** Without gaps, from 1. */
  number: z.int().positive(),
  at: instant,
  /** A word of `auditAction`; a string, because words of other versions are shown as well. */
  what: z.string(),
  actor: auditActor,
  /** The client's address, where there was one. */
  from: z.string().nullable(),
  why: z.string().nullable(),
  subject: z.object({ kind: z.string(), id: z.string().nullable() }).nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
  /** Whatever could lead to a person is gone, by policy; the chain holds without it. */
  isErased: z.boolean(),
});
export type AuditEntryView = z.infer<typeof auditEntry>;

/** One line of an export: the entry, and what it takes to verify it without the hub (docs/privacy.md). */
export const auditLine = auditEntry.omit({ isErased: true }).extend({
  salt: z.string().nullable(),
  commitment: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditLine = z.infer<typeof auditLine>;
