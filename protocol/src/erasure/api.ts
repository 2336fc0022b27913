import { z } from 'zod';
import { retentionPolicies } from '../points/index.js';
import { instant, operations } from '../wire/index.js';

/** What erasure knows how to erase. */
export const erasureRuleName = z.enum([
  'audit-details',
  'calls',
  'shifts',
  'mails',
  'viewers',
  'sign-ins',
  'accounts',
  'credentials',
  'service-cards',
  'booking-customers',
  'booking-changes',
]);
export type ErasureRuleName = z.infer<typeof erasureRuleName>;

/** What one rule erased in one run. */
export const erasureResult = z.object({
  rule: erasureRuleName,
  policy: retentionPolicies.keyof(),
  days: z.int().positive(),
  /** All that is older than this is gone. */
  before: instant,
  erased: z.int().nonnegative(),
});
export type ErasureResult = z.infer<typeof erasureResult>;

/** One run of the daily erasure. */
export const erasureRun = z.object({
  day: z.iso.date(),
  startedAt: instant,
  /** Null while it goes on. */
  doneAt: instant.nullable(),
  results: z.array(erasureResult),
});
export type ErasureRun = z.infer<typeof erasureRun>;

export const erasureOperations = operations('erasure', {
  listErasureRuns: {
    method: 'GET',
    path: '/erasure/runs',
    summary: 'What was erased by policy, by which rule, and how much: the newest hundred runs',
    response: z.array(erasureRun),
  },
});
