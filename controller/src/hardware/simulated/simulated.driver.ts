import type { DriverHealth, OccupancyState, SimulatedRoom } from '@etapiste/protocol';
import type { Clock } from '../../clock/index.js';
import type { HardwareDriver, Lamp, Unsubscribe } from '../hardware.js';
import { ButtonPart, SensorPart } from '../parts.js';
import type { SimulatedRoomState } from './simulated-room.js';

const occupancyOf = (room: SimulatedRoom): OccupancyState => (room.occupancy.isOccupied ? 'occupied' : 'vacant');

/** Button, sensor and lamp of a simulated room. */
export class SimulatedDriver implements HardwareDriver {
  readonly name = 'simulated';
  private readonly button = new ButtonPart('simulated button');
  private readonly sensor = new SensorPart('simulated sensor', 0);
  readonly callButtons = [this.button];
  readonly occupancySensors = [this.sensor];
  readonly lamps: readonly Lamp[];
  private unsubscribe: Unsubscribe | undefined;

  constructor(
    private readonly room: SimulatedRoomState,
    private readonly clock: Clock,
  ) {
    this.lamps = [{ show: (pattern) => room.showLamp(pattern) }];
  }

  start(): Promise<void> {
    this.button.begin(this.room.now.button.isDown);
    this.sensor.change(occupancyOf(this.room.now));
    this.unsubscribe = this.room.onChange((now) => {
      this.button.change(now.button.isDown, this.clock.monotonicMs());
      this.sensor.change(occupancyOf(now));
    });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.unsubscribe?.();
    return Promise.resolve();
  }

  /** A simulated room is never lost. */
  onLost(): Unsubscribe {
    return () => undefined;
  }

  health(): DriverHealth {
    return { name: this.name, state: 'simulated', parts: [] };
  }
}
