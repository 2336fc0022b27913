import type { Scope } from '../people/role.js';

/** Where a thing is, as far as rights care: what it belongs to. What is left out, it does not belong to. */
export interface Place {
  readonly pointIds?: readonly string[];
  readonly roomIds?: readonly string[];
  readonly authorityId?: string;
  readonly visitId?: string;
}

/** Whether a scope reaches a thing. */
export function covers(scope: Scope, place: Place): boolean {
  if (scope.kind === 'everything') return true;
  if (scope.kind === 'points') return place.pointIds?.some((pointId) => scope.pointIds.includes(pointId)) ?? false;
  if (scope.kind === 'authority') return place.authorityId === scope.authorityId;
  if (scope.kind === 'room') return place.roomIds?.includes(scope.roomId) ?? false;
  return place.visitId === scope.visitId;
}
