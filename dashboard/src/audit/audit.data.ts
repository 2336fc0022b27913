import { apiRoot, auditOperations, type AuditPage, type AuditQuery } from '@etapiste/protocol';
import { request } from '../api/index.js';

/** How a person narrows the trail. Days are `2026-11-24`, in this browser's zone, both included; empty = any. */
export interface AuditFilters {
  readonly fromDay: string;
  readonly toDay: string;
  readonly what: AuditQuery['what'] | '';
  readonly actorId: string;
  readonly subjectId: string;
}

export const noFilters: AuditFilters = { fromDay: '', toDay: '', what: '', actorId: '', subjectId: '' };

/** The filters as the hub wants them: nothing for what is empty. */
export function auditQueryOf({ fromDay, toDay, what, actorId, subjectId }: AuditFilters): AuditQuery {
  return {
    ...(fromDay ? { from: midnight(fromDay, 0) } : {}),
    ...(toDay ? { to: midnight(toDay, 1) } : {}),
    ...(what ? { what } : {}),
    ...(actorId ? { actorId } : {}),
    ...(subjectId ? { subjectId } : {}),
  };
}

/** Reads one page; the hub leaves a trace of it. */
export const readAuditPage = (filters: AuditFilters, turn: Pick<AuditQuery, 'before' | 'after'> = {}): Promise<AuditPage> =>
  request(auditOperations.listAuditEntries, { query: { ...auditQueryOf(filters), ...turn } });

/** Where the browser fetches the export of these days. */
export function exportAddress(filters: AuditFilters): string {
  const { from, to } = auditQueryOf(filters);
  const query = new URLSearchParams({ ...(from ? { from } : {}), ...(to ? { to } : {}) }).toString();
  return `${apiRoot}${auditOperations.exportAudit.path}${query ? `?${query}` : ''}`;
}

const midnight = (day: string, daysLater: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
};
