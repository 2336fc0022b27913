import type { Scope } from './role.js';

/** Where a thing is, as far as rights care: what it belongs to. What is left out, it does not belong to. */
export interface Place {
  readonly pointIds?: readonly string[];
  readonly roomIds?: readonly string[];
  readonly authorityId?: string;
  readonly visitId?: string;
}

/** Whether a scope reaches a thing. */
export function covers(scope: Scope, place: Place): boolean {
  switch (scope.kind) {
    case 'everything':
      return true;
    case 'points':
      return place.pointIds?.some((pointId) => scope.pointIds.includes(pointId)) ?? false;
    case 'authority':
      return place.authorityId === scope.authorityId;
    case 'room':
      return place.roomIds?.includes(scope.roomId) ?? false;
    case 'visit':
      return place.visitId === scope.visitId;
  }
}
