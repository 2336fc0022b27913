import { seconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../../clock/index.js';
import { SimulatedDoor } from './door.js';
import { SimulatedLine } from './simulated-line.js';
import { SimulatedRoomState } from './simulated-room.js';

export interface RoomSimulatorOptions {
  readonly roomId: string;
  /** Port of the page on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Other origins whose pages may open the door. */
  readonly allowOrigins: readonly string[];
}

/** A room that is not there: what is true in it, its line, and the page and plain HTTP by which hands reach it (DESIGN §10). */
export class RoomSimulator {
  readonly state: SimulatedRoomState;
  readonly line: SimulatedLine;
  private readonly door: SimulatedDoor;
  private release: Timer | undefined;

  constructor(
    options: RoomSimulatorOptions,
    private readonly clock: Clock,
  ) {
    this.state = new SimulatedRoomState(options.roomId);
    this.line = new SimulatedLine(clock);
    this.door = new SimulatedDoor(options, this.state, {
      button: (body) => {
        if (body.action === 'up') return this.letGo();
        this.holdDown();
        if (body.action === 'press') this.release = this.clock.after(seconds(body.holdSeconds), () => this.letGo());
      },
      occupancy: ({ isOccupied }) => this.state.setOccupied(isOccupied),
      door: ({ isOpen }) => this.state.setDoorOpen(isOpen),
      'document-camera': ({ mode }) => this.state.setCameraMode(mode),
      network: ({ mode, thinKbps }) => {
        this.line.set(mode, thinKbps);
        this.state.setNetworkMode(mode);
      },
    });
  }

  /** Address of the room's page, after `start()`. */
  get url(): string {
    return this.door.url;
  }

  /** Throws when the port is taken. */
  start(): Promise<void> {
    return this.door.start();
  }

  async stop(): Promise<void> {
    this.release?.cancel();
    await this.door.stop();
    await this.line.stop();
  }

  private holdDown(): void {
    this.release?.cancel();
    this.state.holdButton(this.clock.now());
  }

  private letGo(): void {
    this.release?.cancel();
    this.state.releaseButton();
  }
}
