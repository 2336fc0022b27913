import { minutes, seconds, type Milliseconds, type PartHealth } from '@etapiste/protocol';
import type { Clock } from '../../clock/index.js';
import type { DeviceEntry, DeviceReport } from './bridge-words.js';

/** Percent of the battery below which it is low, and above which a low one counts as changed: cold alone moves a coin cell by some. */
const lowBelow = 20;
const fullAbove = 30;
const hour = minutes(60);
/** Devices on batteries check in at least once a day; zigbee2mqtt too gives them 25 h (`availability.passive`). */
const silentAfter = 25 * hour;

/** What is known of one wireless device, whatever it is for: its battery, its line, and whether it is still there. */
export class RadioWatch {
  private battery: number | undefined;
  private isBatteryLow = false;
  private linkQuality: number | undefined;
  private heardAtMs: Milliseconds | undefined;
  private isLost = false;
  private pairing: string | undefined;
  private readonly sinceMs: Milliseconds;

  constructor(
    readonly name: string,
    private readonly clock: Clock,
  ) {
    this.sinceMs = clock.monotonicMs();
  }

  /** @param isRetained kept by the broker from earlier: what it says is true, but it is no sign of life now */
  hear(report: DeviceReport, isRetained: boolean): void {
    const { action, battery, battery_low: saysLow, linkquality, last_seen: lastSeen } = report;
    if (battery !== undefined || saysLow !== undefined) this.noteBattery(battery, saysLow === true);
    this.linkQuality = linkquality ?? this.linkQuality;
    if (isRetained && lastSeen === undefined) return;
    // zigbee2mqtt says its cached words again when it starts, but never an action. It runs on this machine: both read one wall clock.
    const age =
      lastSeen === undefined || (action && !isRetained) ? 0 : Math.max(0, this.clock.now().getTime() - lastSeen.getTime());
    if (!isRetained && age < minutes(1)) this.isLost = false;
    this.heardAtMs = Math.max(this.heardAtMs ?? -Infinity, this.clock.monotonicMs() - age);
  }

  /** zigbee2mqtt's own judgement, where `availability` is configured. */
  noteAvailable(isAvailable: boolean): void {
    this.isLost = !isAvailable;
  }

  /** @param entry what zigbee2mqtt knows under this name; undefined when nothing is paired under it */
  notePairing(entry: DeviceEntry | undefined): void {
    this.pairing = whatIsWrongWith(entry);
  }

  health(kind: PartHealth['kind'], isReachable: boolean): PartHealth {
    const { name, battery, isBatteryLow, linkQuality, heardAtMs } = this;
    const silentMs = this.clock.monotonicMs() - (heardAtMs ?? this.sinceMs);
    const trouble = this.trouble(silentMs);
    return {
      kind,
      name,
      state: trouble === undefined && isReachable ? 'ok' : 'fault',
      ...definedOf('detail', trouble ?? (heardAtMs === undefined ? 'not heard since the controller started' : undefined)),
      ...definedOf('battery', battery),
      ...definedOf('linkQuality', linkQuality),
      ...(isBatteryLow && { isBatteryLow }),
      ...(heardAtMs !== undefined && { silentSeconds: Math.round(silentMs / seconds(1)) }),
    };
  }

  private trouble(silentMs: Milliseconds): string | undefined {
    if (this.pairing) return this.pairing;
    if (this.isLost) return 'zigbee2mqtt does not hear it: its battery is empty, or it is out of reach';
    if (silentMs < silentAfter) return undefined;
    return `silent for ${Math.floor(silentMs / hour)} hours: its battery is empty, or it is out of reach`;
  }

  private noteBattery(battery: number | undefined, saysLow: boolean): void {
    this.battery = battery ?? this.battery;
    const isLowByNumber = battery !== undefined && battery < (this.isBatteryLow ? fullAbove : lowBelow);
    this.isBatteryLow = saysLow || isLowByNumber;
  }
}

function whatIsWrongWith(entry: DeviceEntry | undefined): string | undefined {
  if (!entry) return 'no device is paired under this name: pair it, or correct the name in hardware.yaml';
  if (entry.disabled) return 'it is disabled in zigbee2mqtt';
  if (entry.interview_state === 'FAILED') return 'its pairing failed half-way: pair it again, close to the radio';
  if (!entry.supported) return 'zigbee2mqtt does not know this model: its presses mean nothing';
  return undefined;
}

const definedOf = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
