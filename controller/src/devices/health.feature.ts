import { isDeepStrictEqual } from 'node:util';
import { deviceMessages, seconds, type Health, type PartHealth, type SelfCheckCode } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { SelfCheck } from '../faults/index.js';
import type { RoomHardware } from '../hardware/index.js';
import type { RoomLink } from '../mqtt/index.js';
import type { ClockSync } from './clock-sync.js';
import type { Machine } from './machine.js';

const bytesPerMb = 1024 * 1024;
const tellEvery = seconds(30);
const lookEvery = seconds(2);

/** What somebody waits to hear at once, not only every 30 s. */
type Watched = Pick<Health, 'drivers' | 'clockSynced' | 'outboxLength' | 'certificate'>;

export interface HealthSources {
  readonly hardware: Pick<RoomHardware, 'health'>;
  readonly clockSync: ClockSync;
  readonly machine: Machine;
  readonly dataDir: string;
  readonly version: string;
  readonly outboxLength: () => number;
  /** Serial number of the certificate of the line, where it has one. */
  readonly certificate: () => string | undefined;
}

/** Tells the hub how this controller is: every 30 s, and soon after something changed. */
export class HealthFeature {
  private timers: Timer[] = [];
  private told: Watched | undefined;
  private operatingSystem = '';
  private startedAtMs = 0;

  constructor(
    private readonly sources: HealthSources,
    private readonly selfCheck: SelfCheck,
    private readonly link: RoomLink,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    this.startedAtMs = this.clock.monotonicMs();
    this.operatingSystem = await this.sources.machine.operatingSystem();
    this.timers = [this.clock.every(tellEvery, () => void this.tell()), this.clock.every(lookEvery, () => this.look())];
    await this.tell();
  }

  stop(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers = [];
  }

  private look(): void {
    const watched = this.watched();
    const broken = watched.drivers.flatMap((driver): readonly Pick<PartHealth, 'name' | 'detail'>[] =>
      driver.state === 'fault' ? [driver] : driver.parts.filter(({ state }) => state === 'fault'),
    );
    this.judge(
      'driver-failed',
      broken.map(({ name, detail }) => `${name}: ${detail ?? 'failed'}`),
    );
    const low = watched.drivers.flatMap(({ parts }) => parts.filter(({ isBatteryLow }) => isBatteryLow));
    this.judge(
      'battery-low',
      low.map(({ name, battery }) => (battery === undefined ? name : `${name}: ${battery} %`)),
    );
    if (!this.told || !isDeepStrictEqual(lasting(watched), lasting(this.told))) void this.tell();
  }

  private judge(code: SelfCheckCode, what: readonly string[]): void {
    if (what.length === 0) this.selfCheck.clear(code);
    else this.selfCheck.raise(code, what.join('; '));
  }

  private watched(): Watched {
    const { hardware, clockSync, outboxLength, certificate } = this.sources;
    const shared = { drivers: hardware.health(), clockSynced: clockSync.isSynced, outboxLength: outboxLength() };
    return { ...shared, certificate: certificate() };
  }

  private async tell(): Promise<void> {
    const watched = this.watched();
    this.told = watched;
    const { machine, dataDir, version } = this.sources;
    const [cpuTemperature, diskFreeMb, machineHealth] = await Promise.all([
      machine.cpuTemperature(),
      machine.diskFreeMb(dataDir),
      machine.health(),
    ]);
    this.link.publish(deviceMessages.health, {
      uptimeSeconds: Math.round((this.clock.monotonicMs() - this.startedAtMs) / seconds(1)),
      cpuTemperature,
      memoryUsedMb: Math.round(process.memoryUsage.rss() / bytesPerMb),
      diskFreeMb,
      machine: machineHealth,
      versions: { controller: version, node: process.versions.node, os: this.operatingSystem },
      ...watched,
    });
  }
}

/** Without what a radio changes all the time: that is told every 30 s only. */
const lasting = ({ drivers, ...rest }: Watched) => ({
  ...rest,
  drivers: drivers.map(({ parts, ...driver }) => ({
    ...driver,
    parts: parts.map(({ silentSeconds: _silence, linkQuality: _quality, ...part }) => part),
  })),
});
