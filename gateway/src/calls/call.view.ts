import type { Call } from '@etapiste/protocol';
import type { CallEntity } from './call.entity.js';
import { wordOf } from './call-rules.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A call as pages see it. */
export const toCall = (row: CallEntity): Call => ({
  id: row.id,
  version: row.version,
  roomId: row.roomId,
  pointId: row.pointId,
  state: row.state,
  word: wordOf(row),
  isStale: row.isStale,
  source: row.source,
  pressedAt: iso(row.pressedAt),
  openedAt: row.openedAt.toISOString(),
  presses: row.presses,
  seenAt: iso(row.seenAt),
  heardAt: iso(row.heardAt),
  acknowledgedAt: iso(row.acknowledgedAt),
  acknowledgedBy: row.acknowledgedBy,
  onTheWayAt: iso(row.onTheWayAt),
  onTheWayBy: row.onTheWayBy,
  endedAt: iso(row.endedAt),
  ending: row.ending,
  escalation: row.escalation,
});
