import type { SimulatedRoomState } from '../hardware/simulated/index.js';
import type { CameraScene } from './document-camera.feature.js';

/** A real room: its camera looks at whatever lies before it. */
export const noScene: CameraScene = { mode: 'paper', onModeChange: () => () => undefined, showState: () => undefined };

/** The simulated room as what its document camera looks at. */
export const simulatedScene = (room: SimulatedRoomState): CameraScene => ({
  get mode() {
    return room.now.documentCamera.mode;
  },
  onModeChange: (listener) =>
    room.onChange((now, before) => {
      if (now.documentCamera.mode !== before.documentCamera.mode) listener(now.documentCamera.mode);
    }),
  showState: (state) => room.showCameraState(state),
});
