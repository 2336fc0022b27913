import { newId } from '@etapiste/protocol';
import { CallButtons, CallsFeature, Outbox, PressSender } from './calls/index.js';
import { CameraSupervisor } from './camera/index.js';
import type { Clock } from './clock/index.js';
import type { ControllerConfig } from './config/index.js';
import { ClockSync, HealthFeature, IdentifyFeature, thisMachine } from './devices/index.js';
import { SelfCheck } from './faults/index.js';
import { RoomHardware, directLine, driversFor, type HardwareDriver } from './hardware/index.js';
import { RoomSimulator, SimulatedDriver } from './hardware/simulated/index.js';
import type { Log } from './log/index.js';
import { DocumentCameraFeature, noScene, simulatedScene } from './meetings/index.js';
import { MqttLink, type MqttLinkOptions, type RoomAccess } from './mqtt/index.js';
import { LampFeature, OccupancyFeature } from './rooms/index.js';

export interface RoomControllerOptions
  extends
    Pick<ControllerConfig, 'dataDir' | 'documentCamera' | 'hardware' | 'simulate'>,
    Pick<MqttLinkOptions, 'access' | 'retry'> {
  readonly version: string;
  /** The room's name where it is simulated, before any hub has told. */
  readonly simulatedRoomId?: string | undefined;
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
  /** The room's far side, where it is simulated. */
  readonly simulator: RoomSimulator | undefined;
  private readonly access: RoomAccess;
  private readonly hardware: RoomHardware;
  private readonly link: MqttLink;
  private readonly features: readonly Feature[];

  constructor(options: RoomControllerOptions, clock: Clock, log: Log) {
    const { access, dataDir, simulate, version } = options;
    const logOf = (feature: string) => log.child({ feature });

    const simulator = simulate && new RoomSimulator({ roomId: options.simulatedRoomId ?? 'simulated', ...simulate }, clock);
    const line = simulator?.line ?? directLine;
    const drivers: HardwareDriver[] = options.hardware ? driversFor(options.hardware, clock, logOf('hardware')) : [];
    if (simulator) drivers.push(new SimulatedDriver(simulator.state, clock));
    const hardware = new RoomHardware(drivers, clock, logOf('hardware'));

    const link = new MqttLink({ ...options, bootId: newId() }, line, clock, logOf('mqtt'));
    const selfCheck = new SelfCheck(link, clock, logOf('faults'));
    const clockSync = new ClockSync(thisMachine, clock);
    const lamp = new LampFeature(hardware, selfCheck, link);

    const outbox = new Outbox(dataDir, logOf('calls'));
    const sender = new PressSender(outbox, link, selfCheck, clock, logOf('calls'));
    const calls = new CallsFeature(sender, (callWord) => lamp.wish({ callWord }), link, clock, logOf('calls'));
    const callButtons = new CallButtons(
      hardware.callButtons,
      () => calls.rules(),
      () => clockSync.isSynced === true,
      (held) => calls.raise(held),
      selfCheck,
      clock,
    );

    const occupancy = new OccupancyFeature(hardware.occupancySensors, selfCheck, link, clock, logOf('rooms'));
    const identify = new IdentifyFeature((isIdentifying) => lamp.wish({ isIdentifying }), link, clock, logOf('devices'));
    const camera = new CameraSupervisor(senderModule, options.documentCamera, clock, logOf('meetings'));
    const scene = simulator ? simulatedScene(simulator.state) : noScene;
    const documentCamera = new DocumentCameraFeature(link, camera, scene, line, selfCheck, clock, logOf('meetings'));
    const machine = thisMachine;
    const outboxLength = () => sender.length;
    const certificate = () => link.certificate;
    const sources = { hardware, clockSync, machine, dataDir, version, outboxLength, certificate };
    const health = new HealthFeature(sources, selfCheck, link, clock);

    this.simulator = simulator;
    this.access = access;
    this.hardware = hardware;
    this.link = link;
    const world: Feature[] = simulator ? [simulator, hardware] : [hardware];
    this.features = [
      ...world,
      clockSync,
      selfCheck,
      lamp,
      calls,
      sender,
      callButtons,
      occupancy,
      identify,
      documentCamera,
      health,
    ];
  }

  /** The button works as soon as this resolves, with or without a network. Throws when the simulated room's port is taken. */
  async start(): Promise<void> {
    for (const feature of this.features) await feature.start();
    this.link.start();
  }

  /** Says goodbye to the hub first, so that nobody takes a clean stop for a loss. */
  async stop(): Promise<void> {
    await this.link.stop();
    for (const feature of this.features.toReversed()) await feature.stop();
  }

  /** Resolves when every driver has answered what was last asked of it. */
  answers(): Promise<void> {
    return this.hardware.settled();
  }

  /** How the room goes, in one sentence, for whoever looks at this machine (`systemctl status`). */
  get condition(): string {
    const drivers = this.hardware
      .health()
      .map(({ name, state }) => (state === 'fault' ? `${name} does not work` : `${name} works`));
    const { current, code } = this.access;
    const place = current?.roomId ?? (code ? `belongs to no room, its code is ${code}` : 'belongs to no room');
    return `${place}: ${drivers.join(', ') || 'no hardware'}; the hub is ${this.link.isHubOnline ? 'online' : 'out of reach'}`;
  }
}
