import { seconds } from '@etapiste/protocol';
import type { Clock } from '../time/clock.js';

const countedMs = seconds(30);
const quietMs = seconds(60);

interface Place {
  takenAtMs: number[];
  heldUntilMs: number;
}

/**
 * A room has one place, and the newer connection takes it: a controller whose old line hangs in the dark must get in. Two machines with
 * one credential would take it from each other for ever; then whoever has it keeps it for a minute.
 */
export class TakeoverWatch {
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly most: number,
    private readonly clock: Clock,
  ) {}

  /** Somebody wants a place that somebody has. */
  wants(roomId: string): 'may-take' | 'fight-begins' | 'must-wait' {
    const nowMs = this.clock.monotonicMs();
    const place = this.places.get(roomId) ?? { takenAtMs: [], heldUntilMs: 0 };
    this.places.set(roomId, place);
    if (nowMs < place.heldUntilMs) return 'must-wait';
    place.takenAtMs = [...place.takenAtMs.filter((atMs) => nowMs - atMs < countedMs), nowMs];
    if (place.takenAtMs.length <= this.most) return 'may-take';
    this.places.set(roomId, { takenAtMs: [], heldUntilMs: nowMs + quietMs });
    return 'fight-begins';
  }
}
