import { z } from 'zod';
import { instant, operations } from '../wire/index.js';
import { auditAction } from './action.js';
import { auditEntry, auditLine } from './entry.js';

const number = z.coerce.number().int().positive().max(2_147_483_647);
/** From this instant on, and before that one. */
const span = { from: instant.optional(), to: instant.optional() };

/** What the reader of the trail asks for. Each filter narrows the others. */
export const auditQuery = z.object({
  ...span,
  what: auditAction.optional(),
  /** The id of an account or of a device. */
  actorId: z.string().min(1).max(200).optional(),
  subjectId: z.string().min(1).max(200).optional(),
  /** A page of entries older than this number; without it, and without `after`, the newest. */
  before: number.optional(),
  /** A page of entries newer than this number. */
  after: number.optional(),
});
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditPage = z.object({
  /** The newest first. */
  entries: z.array(auditEntry),
  /** `before` of the next older page; null when there is none. */
  older: z.int().nullable(),
  /** `after` of the next newer page; null when there is none. */
  newer: z.int().nullable(),
});
export type AuditPage = z.infer<typeof auditPage>;

export const auditOperations = operations('audit', {
  listAuditEntries: {
    method: 'GET',
    path: '/audit/entries',
    summary: 'A page of the audit trail; reading it leaves a trace as well (R-77)',
    query: auditQuery,
    response: auditPage,
  },
  exportAudit: {
    method: 'GET',
    path: '/audit/export',
    summary: 'A span of the trail without gaps, oldest first, one JSON a line, with all it takes to verify it elsewhere',
    query: z.object(span),
    response: auditLine,
    mediaType: 'application/jsonl',
  },
});
