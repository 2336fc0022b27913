import { seconds, type DriverHealth, type PartHealth } from '@etapiste/protocol';
import type { Clock } from '../../clock/index.js';
import type { Log } from '../../log/index.js';
import type { HardwareDriver, Unsubscribe } from '../hardware.js';
import { Listeners, SensorPart, type ButtonPart } from '../parts.js';
import type { ZigbeePlan } from '../room-plan.js';
import { readDevices, readOnline, readReport, type Words } from './bridge-words.js';
import { openBroker, type LocalBroker } from './local-broker.js';
import { RadioWatch } from './radio-watch.js';
import { WirelessButton } from './wireless-button.js';

/** zigbee2mqtt's retained word about itself comes with the subscription; after this it is missed. */
const bridgePatience = seconds(2);

/**
 * Wireless buttons and sensors, by zigbee2mqtt and a broker on this machine, so that they work without the network. Lost is only the
 * broker: zigbee2mqtt may come and go behind it, which is a fault meanwhile, and the first press after it came back is heard.
 */
export class ZigbeeDriver implements HardwareDriver {
  readonly name = 'zigbee';
  readonly callButtons: readonly ButtonPart[];
  readonly occupancySensors: readonly SensorPart[];
  readonly lamps = [];
  private readonly buttons: readonly WirelessButton[];
  private readonly watches: ReadonlyMap<string, RadioWatch>;
  private readonly complaints = new Set<string>();
  private readonly lost = new Listeners<Error>();
  private broker: LocalBroker | undefined;
  private openedAtMs = 0;
  private isBridgeOnline: boolean | undefined;
  private trouble = 'not started';
  /** Counts starts and stops, so that a start knows that it was stopped meanwhile. */
  private turn = 0;

  constructor(
    private readonly plan: ZigbeePlan,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.buttons = plan.callButtons.map((button) => new WirelessButton(button, log));
    this.callButtons = this.buttons.map(({ part }) => part);
    this.occupancySensors = plan.occupancySensors.map(
      ({ device, warmUpSeconds }) => new SensorPart(device, seconds(warmUpSeconds)),
    );
    const names = [...plan.callButtons, ...plan.occupancySensors].map(({ device }) => device);
    this.watches = new Map(names.map((name) => [name, new RadioWatch(name, clock)]));
  }

  async start(): Promise<void> {
    const turn = ++this.turn;
    const names = [...this.watches.keys()];
    const topics = ['bridge/state', 'bridge/devices', ...names, ...names.map((name) => `${name}/availability`)];
    this.isBridgeOnline = undefined;
    try {
      const broker = await openBroker(
        this.plan.broker,
        topics.map((topic) => `${this.plan.baseTopic}/${topic}`),
        {
          onMessage: (topic, payload, isRetained) => this.hear(topic.slice(this.plan.baseTopic.length + 1), payload, isRetained),
          onLost: (why) => this.lose(why),
        },
      );
      if (turn !== this.turn) {
        await broker.close();
        throw new Error('stopped while it started');
      }
      this.broker = broker;
      this.openedAtMs = this.clock.monotonicMs();
    } catch (error) {
      this.trouble = (error as Error).message;
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.turn += 1;
    const { broker } = this;
    this.broker = undefined;
    this.forgetOccupancy();
    await broker?.close();
  }

  onLost(listener: (why: Error) => void): Unsubscribe {
    return this.lost.add(listener);
  }

  health(): DriverHealth {
    const trouble = this.whatIsWrong();
    const part = (kind: PartHealth['kind'], name: string) => this.watches.get(name)?.health(kind, !trouble) ?? [];
    return {
      name: this.name,
      state: trouble ? 'fault' : 'ok',
      detail:
        trouble ?? `${this.isBridgeOnline ? 'zigbee2mqtt' : 'zigbee2mqtt, not heard yet,'} by the broker ${this.broker?.address}`,
      parts: [
        ...this.callButtons.flatMap(({ name }) => part('call-button', name)),
        ...this.occupancySensors.flatMap(({ name }) => part('occupancy-sensor', name)),
      ],
    };
  }

  private whatIsWrong(): string | undefined {
    if (!this.broker) return this.trouble;
    if (this.isBridgeOnline) return undefined;
    const isEarly = this.isBridgeOnline === undefined && this.clock.monotonicMs() - this.openedAtMs < bridgePatience;
    return isEarly ? undefined : 'zigbee2mqtt does not run: wireless buttons and sensors are deaf';
  }

  private hear(topic: string, payload: Buffer, isRetained: boolean): void {
    if (topic === 'bridge/state') return this.hearBridge(this.understood(topic, readOnline(payload)));
    if (topic === 'bridge/devices') {
      const paired = this.understood(topic, readDevices(payload));
      for (const [name, watch] of this.watches) if (paired) watch.notePairing(paired.get(name));
      return;
    }
    if (this.watches.has(topic)) return this.hearDevice(topic, payload, isRetained);
    this.hearAvailability(topic.replace(/\/availability$/, ''), this.understood(topic, readOnline(payload)));
  }

  private hearAvailability(name: string, isAvailable: boolean | undefined): void {
    if (isAvailable === undefined) return;
    this.watches.get(name)?.noteAvailable(isAvailable);
    if (!isAvailable) this.forgetOccupancy(name);
  }

  private hearDevice(name: string, payload: Buffer, isRetained: boolean): void {
    const report = this.understood(name, readReport(payload));
    if (!report) return;
    this.watches.get(name)?.hear(report, isRetained);
    this.hearOccupancy(name, report.occupancy ?? report.presence);
    // An action that the broker kept is of long ago; only battery and occupancy are still true (FACTS, zigbee2mqtt).
    if (!report.action || isRetained) return;
    const atMs = this.clock.monotonicMs();
    for (const button of this.buttons) if (button.part.name === name) button.act(report.action, atMs);
  }

  /** What the broker kept of a sensor is not believed while zigbee2mqtt is away; it says it anew when it starts. */
  private hearOccupancy(name: string, isOccupied: boolean | undefined): void {
    if (isOccupied === undefined || this.isBridgeOnline === false) return;
    for (const sensor of this.occupancySensors) if (sensor.name === name) sensor.change(isOccupied ? 'occupied' : 'vacant');
  }

  private hearBridge(isOnline: boolean | undefined): void {
    if (isOnline === undefined || isOnline === this.isBridgeOnline) return;
    this.isBridgeOnline = isOnline;
    if (isOnline) return this.log.info({ broker: this.broker?.address }, 'zigbee2mqtt runs');
    this.log.warn({ broker: this.broker?.address }, 'zigbee2mqtt does not run');
    this.forgetOccupancy();
  }

  /** Nobody can be asked any more whether somebody is there: all sensors, or the one of this name. */
  private forgetOccupancy(name?: string): void {
    for (const sensor of this.occupancySensors) if (name === undefined || sensor.name === name) sensor.change('unknown');
  }

  /** Complains once about each kind of nonsense on each topic. */
  private understood<T>(topic: string, { value, problem }: Words<T>): T | undefined {
    const complaint = `${topic}: ${problem}`;
    if (problem && !this.complaints.has(complaint)) {
      this.complaints.add(complaint);
      this.log.warn({ topic, problem }, 'zigbee2mqtt said something that cannot be read');
    }
    return value;
  }

  private lose(why: Error): void {
    this.trouble = why.message;
    this.broker = undefined;
    this.forgetOccupancy();
    this.lost.tell(why);
  }
}
