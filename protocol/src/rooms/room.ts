import { z } from 'zod';
import { instant, slug } from '../wire/index.js';
import { presenceState } from '../devices/presence.js';
import { documentCameraState } from '../meetings/document-camera.js';

/** Whether somebody is in the room. Never the only proof of anything (PEERS 47). */
export const occupancyState = z.enum(['vacant', 'occupied', 'unknown']);
export type OccupancyState = z.infer<typeof occupancyState>;

/** A room as pages see it now. */
export const room = z.object({
  id: slug,
  version: z.int().nonnegative(),
  pointId: slug,
  kind: z.enum(['room', 'module']),
  number: z.int().positive(),
  /** Whether the room's controller answers, and since when that has been so; `never-seen` since null. */
  presence: z.object({ state: presenceState.or(z.literal('never-seen')), since: instant.nullable() }),
  occupancy: z.object({ state: occupancyState, since: instant.nullable() }),
  documentCamera: z.object({
    state: documentCameraState.or(z.literal('unknown')),
    /** An announced test that runs now: the room is told, and capture stops by then (DESIGN §6). */
    testEndsAt: instant.nullable(),
  }),
  /** Faults of the room that are open now, the first first: codes of `faults`. */
  faults: z.array(z.object({ code: z.string(), since: instant })),
});
export type Room = z.infer<typeof room>;
