import { z } from 'zod';
import { instant, slug } from '../wire/index.js';
import { presenceState } from '../devices/presence.js';
import { documentCameraState } from '../meetings/document-camera.js';

/** Whether somebody is in the room. Never the only proof of anything (PEERS 47). */
export const occupancyState = z.enum(['vacant', 'occupied', 'unknown']);
export type OccupancyState = z.infer<typeof occupancyState>;

/**
 * How well the state is known. `confirmed`: a person called or touched the terminal. `sensed`: a sensor in order says so. `suspect`:
 * no sensor is believed any more (motion without end, or silence for too long), so the state is what it was. `none`: nobody can
 * tell, and the state is unknown.
 */
export const occupancyConfidence = z.enum(['confirmed', 'sensed', 'suspect', 'none']);
export type OccupancyConfidence = z.infer<typeof occupancyConfidence>;

/** Who is in a room, as pages see it. Instants are the hub's, reckoned from the room's ages. */
export const occupancy = z.object({
  state: occupancyState,
  confidence: occupancyConfidence,
  since: instant.nullable(),
  /** The last sign of a person: motion, call or touch. */
  signAt: instant.nullable(),
  /**
   * When the room was last vacant by a sensor in order: no motion, call or touch for the policy's hold. `until` is null while it
   * lasts. Kept through later occupancy and through restarts. A room was vacant after an instant, for instance after the close of a
   * visit, when it is vacant now, or when `until` is later than that instant by more than a few seconds (a message's way to the
   * hub). Only this follows; that it was *not* vacant never does: sensor, line or hub may have been away.
   */
  lastVacant: z.object({ from: instant, until: instant.nullable() }).nullable(),
});
export type Occupancy = z.infer<typeof occupancy>;

/** A room as pages see it now. */
export const room = z.object({
  id: slug,
  version: z.int().nonnegative(),
  pointId: slug,
  kind: z.enum(['room', 'module']),
  number: z.int().positive(),
  /** Whether the room's controller answers, and since when that has been so; `never-seen` since null. */
  presence: z.object({ state: presenceState.or(z.literal('never-seen')), since: instant.nullable() }),
  occupancy,
  documentCamera: z.object({
    state: documentCameraState.or(z.literal('unknown')),
    /** An announced test that runs now: the room is told, and capture stops by then (DESIGN §6). */
    testEndsAt: instant.nullable(),
  }),
  /** Faults of the room that are open now, the first first: codes of `faults`. */
  faults: z.array(z.object({ code: z.string(), since: instant })),
});
export type Room = z.infer<typeof room>;
