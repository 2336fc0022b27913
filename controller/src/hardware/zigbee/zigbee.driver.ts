import { seconds, type DriverHealth } from '@etapiste/protocol';
import type { Clock } from '../../clock/index.js';
import type { Log } from '../../log/index.js';
import type { HardwareDriver, Unsubscribe } from '../hardware.js';
import { ButtonPart, SensorPart } from '../parts.js';
import type { ZigbeePlan } from '../room-plan.js';

export class ZigbeeDriver implements HardwareDriver {
  readonly name = 'zigbee';
  readonly callButtons: readonly ButtonPart[];
  readonly occupancySensors: readonly SensorPart[];
  readonly lamps = [];

  constructor(
    readonly plan: ZigbeePlan,
    readonly clock: Clock,
    readonly log: Log,
  ) {
    this.callButtons = plan.callButtons.map(({ device }) => new ButtonPart(device));
    this.occupancySensors = plan.occupancySensors.map(
      ({ device, warmUpSeconds }) => new SensorPart(device, seconds(warmUpSeconds)),
    );
  }

  start(): Promise<void> {
    return Promise.reject(new Error('zigbee is not built yet'));
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  onLost(): Unsubscribe {
    return () => undefined;
  }

  health(): DriverHealth {
    return { name: this.name, state: 'fault', parts: [] };
  }
}
