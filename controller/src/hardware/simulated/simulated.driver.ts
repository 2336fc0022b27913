import { seconds, type OccupancyState, type SimulatedRoom } from '@etapiste/protocol';
import type { Clock, Timer } from '../../clock/index.js';
import type { ButtonEdge, CallButton, DriverHealth, HardwareDriver, Lamp, OccupancySensor } from '../hardware.js';
import type { Unsubscribe } from '../hardware.js';
import { SimulatedDoor } from './door.js';
import { SimulatedLine } from './simulated-line.js';
import { SimulatedRoomState } from './simulated-room.js';

export interface SimulatedDriverOptions {
  readonly roomId: string;
  /** Port of the page on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Other origins whose pages may open the door. */
  readonly allowOrigins: readonly string[];
}

/** A room without hardware: its button, sensor and lamp are a page and plain HTTP on this machine (DESIGN §10). */
export class SimulatedDriver implements HardwareDriver {
  readonly name = 'simulated';
  readonly room: SimulatedRoomState;
  readonly line: SimulatedLine;
  readonly callButton: CallButton;
  readonly occupancySensor: OccupancySensor;
  readonly lamp: Lamp;
  private readonly door: SimulatedDoor;
  private release: Timer | undefined;

  constructor(
    options: SimulatedDriverOptions,
    private readonly clock: Clock,
  ) {
    this.room = new SimulatedRoomState(options.roomId);
    this.line = new SimulatedLine(clock);
    this.callButton = simulatedButton(this.room, clock);
    this.occupancySensor = simulatedSensor(this.room);
    this.lamp = { show: (pattern) => this.room.showLamp(pattern) };
    this.door = new SimulatedDoor(options, this.room, {
      button: (body) => {
        if (body.action === 'up') return this.letGo();
        this.holdDown();
        if (body.action === 'press') this.release = this.clock.after(seconds(body.holdSeconds), () => this.letGo());
      },
      occupancy: ({ isOccupied }) => this.room.setOccupied(isOccupied),
      door: ({ isOpen }) => this.room.setDoorOpen(isOpen),
      'document-camera': ({ mode }) => this.room.setCameraMode(mode),
      network: ({ mode, thinKbps }) => {
        this.line.set(mode, thinKbps);
        this.room.setNetworkMode(mode);
      },
    });
  }

  /** Address of the room's page, after `start()`. */
  get url(): string {
    return this.door.url;
  }

  start(): Promise<void> {
    return this.door.start();
  }

  async stop(): Promise<void> {
    this.release?.cancel();
    await this.door.stop();
    await this.line.stop();
  }

  health(): DriverHealth {
    return { name: this.name, state: 'simulated' };
  }

  private holdDown(): void {
    this.release?.cancel();
    this.room.holdButton(this.clock.now());
  }

  private letGo(): void {
    this.release?.cancel();
    this.room.releaseButton();
  }
}

function simulatedButton(room: SimulatedRoomState, clock: Clock): CallButton {
  return {
    get isDown() {
      return room.now.button.isDown;
    },
    onEdge: (listener: (edge: ButtonEdge) => void): Unsubscribe =>
      room.onChange((now, before) => {
        if (now.button.isDown === before.button.isDown) return;
        listener({ kind: now.button.isDown ? 'down' : 'up', atMs: clock.monotonicMs() });
      }),
  };
}

const occupancyOf = (room: SimulatedRoom): OccupancyState => (room.occupancy.isOccupied ? 'occupied' : 'vacant');

function simulatedSensor(room: SimulatedRoomState): OccupancySensor {
  return {
    get state() {
      return occupancyOf(room.now);
    },
    onChange: (listener) =>
      room.onChange((now, before) => {
        if (occupancyOf(now) !== occupancyOf(before)) listener(occupancyOf(now));
      }),
  };
}
