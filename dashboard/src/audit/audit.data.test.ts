import { describe, expect, test } from 'vitest';
import { auditQueryOf, exportAddress, noFilters } from './audit.data.js';

const days = { ...noFilters, fromDay: '2026-03-28', toDay: '2026-03-29' };

describe('filters of the audit trail', () => {
  test('that are empty ask for everything', () => {
    expect(auditQueryOf(noFilters)).toEqual({});
    expect(exportAddress(noFilters)).toBe('/api/v1/audit/export');
  });

  test('by days include both days, also when the clocks change', () => {
    const { from, to } = auditQueryOf(days);
    expect([from, to].map((at) => new Date(at ?? '').toString().slice(0, 24))).toEqual([
      'Sat Mar 28 2026 00:00:00',
      'Mon Mar 30 2026 00:00:00',
    ]);
  });

  test('narrow the list by all of them, and the export by days only: it must have no gaps', () => {
    const all = { ...days, what: 'sign-out', actorId: 'a', subjectId: 's' } as const;
    expect(auditQueryOf(all)).toEqual({ ...auditQueryOf(days), what: 'sign-out', actorId: 'a', subjectId: 's' });
    expect(exportAddress(all)).toBe(exportAddress(days));
    expect(exportAddress(days)).toMatch(/\?from=2026-03-2.*&to=2026-03-/);
  });
});
