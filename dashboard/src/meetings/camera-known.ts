import type { LiveState, Room } from '@etapiste/protocol';
import { isOld, type Line } from '../live/line.js';

/** What a page knows about a document camera besides its own frames. */
export interface CameraKnown {
  readonly isHubLost: boolean;
  readonly isVideoAvailable: boolean;
  readonly presence: Room['presence']['state'];
  readonly camera: Room['documentCamera']['state'];
}

/** What the live stream says of a room's camera, or said last. */
export function cameraKnown(
  { state, line }: { readonly state: LiveState | undefined; readonly line: Line },
  roomId: string | undefined,
): CameraKnown {
  const room = state?.rooms.find(({ id }) => id === roomId);
  return {
    isHubLost: isOld(line),
    isVideoAvailable: state?.hub[0]?.isVideoAvailable ?? false,
    presence: room?.presence.state ?? 'never-seen',
    camera: room?.documentCamera.state ?? 'unknown',
  };
}
