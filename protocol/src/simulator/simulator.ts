import { z } from 'zod';
import { documentCameraState } from '../meetings/document-camera.js';
import { lampPattern } from '../rooms/lamp.js';
import { instant, slug } from '../wire/index.js';

/**
 * What the simulated document camera does; `paper` is a paper with a moving hand, `still` a paper without one, `freeze` a fault
 * that repeats the last frame, `covered` something flat before the lens, `hang` a process that does nothing any more.
 */
export const simulatedCameraMode = z.enum(['paper', 'still', 'freeze', 'black', 'covered', 'unplug', 'hang']);
export type SimulatedCameraMode = z.infer<typeof simulatedCameraMode>;

/** The line between the simulated room and the hub. `cut` lets nothing through, `thin` only `thinKbps`. */
export const simulatedNetworkMode = z.enum(['ok', 'thin', 'cut']);
export type SimulatedNetworkMode = z.infer<typeof simulatedNetworkMode>;

/** Everything a simulated room can show: `GET /simulate/state`, and each event of `GET /simulate/events` (server-sent events named `state`). */
export const simulatedRoom = z.object({
  roomId: slug,
  button: z.object({ isDown: z.boolean(), lastPressedAt: instant.nullable() }),
  lamp: lampPattern,
  occupancy: z.object({ isOccupied: z.boolean() }),
  door: z.object({ isOpen: z.boolean() }),
  documentCamera: z.object({ mode: simulatedCameraMode, state: documentCameraState }),
  network: z.object({ mode: simulatedNetworkMode }),
});
export type SimulatedRoom = z.infer<typeof simulatedRoom>;

/** Bodies of `POST /simulate/<name>`; each answers with the room's new state. Only simulated rooms have this door (DESIGN §10). */
export const simulateBodies = {
  button: z.discriminatedUnion('action', [
    z.object({ action: z.literal('press'), holdSeconds: z.number().min(0).max(60).default(0.2) }),
    z.object({ action: z.literal('down') }),
    z.object({ action: z.literal('up') }),
  ]),
  occupancy: z.object({ isOccupied: z.boolean() }),
  door: z.object({ isOpen: z.boolean() }),
  'document-camera': z.object({ mode: simulatedCameraMode }),
  network: z.object({ mode: simulatedNetworkMode, thinKbps: z.int().positive().default(384) }),
} as const;
