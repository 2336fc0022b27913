import { newId } from '@etapiste/protocol';
import { CallButton, CallsFeature, Outbox, PressSender } from './calls/index.js';
import { CameraSupervisor } from './camera/index.js';
import type { Clock } from './clock/index.js';
import type { ControllerConfig } from './config/index.js';
import { ClockSync, HealthFeature, IdentifyFeature, thisMachine } from './devices/index.js';
import { SelfCheck } from './faults/index.js';
import { SimulatedDriver } from './hardware/simulated/index.js';
import type { Log } from './log/index.js';
import { DocumentCameraFeature, simulatedScene } from './meetings/index.js';
import { MqttLink, type MqttLinkOptions } from './mqtt/index.js';
import { LampFeature, OccupancyFeature } from './rooms/index.js';

export interface RoomControllerOptions
  extends Pick<ControllerConfig, 'roomId' | 'mqtt' | 'dataDir' | 'documentCamera' | 'simulate'>, Pick<MqttLinkOptions, 'retry'> {
  readonly version: string;
}

/** The program of the camera's own process. */
const senderModule = new URL('./camera/sender.js', import.meta.url);

/** A part of the controller that has a beginning and an end. */
interface Feature {
  start(): void | Promise<void>;
  stop(): void | Promise<void>;
}

/** Everything that one room's controller is, put together. */
export class RoomController {
  readonly driver: SimulatedDriver;
  private readonly link: MqttLink;
  private readonly features: readonly Feature[];

  constructor(options: RoomControllerOptions, clock: Clock, log: Log) {
    const { roomId, dataDir, simulate, version } = options;
    const logOf = (feature: string) => log.child({ feature });

    const driver = new SimulatedDriver({ roomId, ...simulate }, clock);
    const link = new MqttLink({ ...options, bootId: newId() }, driver.line, clock, logOf('mqtt'));
    const selfCheck = new SelfCheck(link, clock, logOf('faults'));
    const clockSync = new ClockSync(thisMachine, clock);
    const lamp = new LampFeature(driver.lamp, selfCheck, link);

    const outbox = new Outbox(dataDir, logOf('calls'));
    const sender = new PressSender(outbox, link, selfCheck, clock, logOf('calls'));
    const calls = new CallsFeature(sender, (callWord) => lamp.wish({ callWord }), link, clock, logOf('calls'));
    const callButton = new CallButton(
      driver.callButton,
      () => calls.rules(),
      () => clockSync.isSynced === true,
      (held) => calls.raise(held),
      selfCheck,
      clock,
    );

    const occupancy = new OccupancyFeature(driver.occupancySensor, link, clock, logOf('rooms'));
    const identify = new IdentifyFeature((isIdentifying) => lamp.wish({ isIdentifying }), link, clock, logOf('devices'));
    const camera = new CameraSupervisor(senderModule, options.documentCamera, clock, logOf('meetings'));
    const scene = simulatedScene(driver.room);
    const documentCamera = new DocumentCameraFeature(link, camera, scene, driver.line, selfCheck, clock, logOf('meetings'));
    const machine = thisMachine;
    const outboxLength = () => sender.length;
    const health = new HealthFeature(
      { drivers: [driver], clockSync, machine, dataDir, version, outboxLength },
      selfCheck,
      link,
      clock,
    );

    this.driver = driver;
    this.link = link;
    this.features = [clockSync, selfCheck, lamp, calls, sender, callButton, occupancy, identify, documentCamera, health];
  }

  /** The button works as soon as this resolves, with or without a network. Throws when the hardware is not there. */
  async start(): Promise<void> {
    await this.driver.start();
    for (const feature of this.features) await feature.start();
    this.link.start();
  }

  /** Says goodbye to the hub first, so that nobody takes a clean stop for a loss. */
  async stop(): Promise<void> {
    await this.link.stop();
    for (const feature of this.features.toReversed()) await feature.stop();
    await this.driver.stop();
  }
}
