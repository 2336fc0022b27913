import type { PictureReport } from '@etapiste/protocol';
import type { Clock } from '../time/clock.js';
import { capOf, firstRate, nextRate, type LineRate } from './line-rate.js';

/** What is known of one picture's rate. */
export interface Rated {
  readonly mountpointId: string;
  readonly kbps: number | null;
}

/**
 * How much each room may send now, by what its viewers say. Every viewer's word counts alike: who has the thinnest line sees
 * the paper as well, at the price of the others' sharpness.
 */
export class RoomLines {
  private readonly rates = new Map<string, LineRate>();

  constructor(private readonly clock: Clock) {}

  /** After a viewer's report. `lineKbps` is what the room's line carries for sure. */
  hear({ mountpointId, kbps }: Rated, report: PictureReport, lineKbps: number): number {
    const now = this.clock.monotonicMs();
    const cap = capOf(lineKbps);
    // A hub that restarts, or another hub, goes on from what the store says.
    const known = this.rates.get(mountpointId) ?? firstRate(kbps ?? cap, now - report.overMs);
    const next = nextRate(known, report, cap, now);
    this.rates.set(mountpointId, next);
    return next.kbps;
  }

  forget({ mountpointId }: Rated): void {
    this.rates.delete(mountpointId);
  }
}
