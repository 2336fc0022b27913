import type {
  DocumentCameraState,
  LampPattern,
  SimulatedCameraMode,
  SimulatedNetworkMode,
  SimulatedRoom,
} from '@etapiste/protocol';
import type { Unsubscribe } from '../hardware.js';

/** What is true in a simulated room now. The door's page changes it; driver, camera and line follow it, and say what they do. */
export class SimulatedRoomState {
  private readonly listeners = new Set<(now: SimulatedRoom, before: SimulatedRoom) => void>();
  private room: SimulatedRoom;

  constructor(roomId: string) {
    this.room = {
      roomId,
      button: { isDown: false, lastPressedAt: null },
      lamp: 'dark',
      occupancy: { isOccupied: false },
      door: { isOpen: false },
      documentCamera: { mode: 'paper', state: 'off' },
      network: { mode: 'ok' },
    };
  }

  get now(): SimulatedRoom {
    return this.room;
  }

  /** Told after each change that really changed something. */
  onChange(listener: (now: SimulatedRoom, before: SimulatedRoom) => void): Unsubscribe {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  holdButton(at: Date): void {
    if (!this.room.button.isDown) this.change({ button: { isDown: true, lastPressedAt: at.toISOString() } });
  }

  releaseButton(): void {
    if (this.room.button.isDown) this.change({ button: { ...this.room.button, isDown: false } });
  }

  showLamp(lamp: LampPattern): void {
    if (this.room.lamp !== lamp) this.change({ lamp });
  }

  setOccupied(isOccupied: boolean): void {
    if (this.room.occupancy.isOccupied !== isOccupied) this.change({ occupancy: { isOccupied } });
  }

  setDoorOpen(isOpen: boolean): void {
    if (this.room.door.isOpen !== isOpen) this.change({ door: { isOpen } });
  }

  setCameraMode(mode: SimulatedCameraMode): void {
    const { documentCamera } = this.room;
    if (documentCamera.mode !== mode) this.change({ documentCamera: { ...documentCamera, mode } });
  }

  /** Said by the document camera's feature, so that the simulated room's page can show it. */
  showCameraState(state: DocumentCameraState): void {
    const { documentCamera } = this.room;
    if (documentCamera.state !== state) this.change({ documentCamera: { ...documentCamera, state } });
  }

  setNetworkMode(mode: SimulatedNetworkMode): void {
    if (this.room.network.mode !== mode) this.change({ network: { mode } });
  }

  private change(changed: Partial<SimulatedRoom>): void {
    const before = this.room;
    this.room = { ...before, ...changed };
    for (const listener of this.listeners) listener(this.room, before);
  }
}
