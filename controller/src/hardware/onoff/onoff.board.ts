import { closeSync } from 'node:fs';
import { seconds } from '@etapiste/protocol';
import type { Epoll } from 'epoll';
import type { Gpio, Options } from 'onoff';
import type { Clock, Timer } from '../../clock/index.js';
import type { OpenPins, PinBoard, PinEvents } from '../pin-board.js';
import type { InputPlan, LampPlan } from '../room-plan.js';
import { SettledLevel } from '../settled-level.js';
import { findSysfsChip, sysfsNumber, type SysfsChip } from './sysfs.js';

type GpioClass = typeof Gpio;

/** A chip may vanish while nothing changes on it. */
const askEvery = seconds(5);

/**
 * Pins of a Raspberry Pi through sysfs and onoff, for kernels without the character device. sysfs tells only the level now: what
 * happens while the event loop is blocked is lost, times are those of reading, and the pull stays as the device tree set it.
 */
export class OnoffBoard implements PinBoard {
  readonly name = 'onoff';

  constructor(private readonly clock: Clock) {}

  async open(inputs: readonly InputPlan[], lamps: readonly LampPlan[], events: PinEvents): Promise<OpenPins> {
    const chip = findSysfsChip();
    const pins = new OnoffPins(await loadOnoff(), chip, events, this.clock);
    try {
      for (const input of inputs) pins.addInput(input);
      for (const lamp of lamps) pins.addLamp(lamp);
      pins.watch();
      return pins;
    } catch (error) {
      pins.release();
      throw error;
    }
  }
}

/** A native module underneath: loaded only in a room that has such pins. */
async function loadOnoff(): Promise<GpioClass> {
  try {
    return (await import('onoff')).Gpio;
  } catch (error) {
    throw new Error(`the npm package onoff cannot be loaded: ${(error as Error).message}`, { cause: error });
  }
}

interface Input {
  readonly gpio: Gpio;
  readonly level: SettledLevel;
  readonly wasActive: boolean;
}

class OnoffPins implements OpenPins {
  private readonly inputs = new Map<InputPlan, Input>();
  private readonly lamps = new Map<LampPlan, Gpio>();
  private asking: Timer | undefined;
  private isLost = false;

  constructor(
    private readonly Gpio: GpioClass,
    private readonly chip: SysfsChip,
    private readonly events: PinEvents,
    private readonly clock: Clock,
  ) {}

  get found(): string {
    const unpulled = [...this.inputs.keys()].filter(({ pull }) => pull !== 'none').map(({ pin }) => pin);
    const pull = unpulled.length > 0 ? `; sysfs cannot set the pull of ${unpulled.join(', ')}` : '';
    return `sysfs (${this.chip.label}, pin 0 is number ${this.chip.base})${pull}`;
  }

  addInput(input: InputPlan): void {
    const gpio = this.take(input, (number, options) => new this.Gpio(number, 'in', 'both', options));
    const wasActive = gpio.readSync() === this.Gpio.HIGH;
    const tell = (isActive: boolean, atMs: number) => this.events.onLevel(input, isActive, atMs);
    this.inputs.set(input, { gpio, wasActive, level: new SettledLevel(wasActive, input.stableMs, tell, this.clock) });
    this.catchWhatItThrows(gpio);
  }

  /** A line that a killed process left an output stays as it is; any other begins dark: sysfs wants the level, not the meaning. */
  addLamp(lamp: LampPlan): void {
    const dark = lamp.active === 'low' ? 'high' : 'low';
    this.lamps.set(
      lamp,
      this.take(lamp, (number, options) => new this.Gpio(number, dark, undefined, options)),
    );
  }

  watch(): void {
    for (const { gpio, level } of this.inputs.values())
      gpio.watch((_error, value) => {
        if (!this.isLost) level.read(value === this.Gpio.HIGH, this.clock.monotonicMs());
      });
    this.asking = this.clock.every(askEvery, () => this.ask());
  }

  isActive(input: InputPlan): boolean {
    return this.inputs.get(input)?.wasActive ?? false;
  }

  light(lamp: LampPlan, isLit: boolean): void {
    this.lamps.get(lamp)?.writeSync(isLit ? this.Gpio.HIGH : this.Gpio.LOW);
  }

  close(): Promise<void> {
    this.release();
    return Promise.resolve();
  }

  /** Lamps stay exported: the kernel would take the light back. */
  release(): void {
    this.ignore();
    for (const { gpio } of this.inputs.values()) {
      gpio.unexport();
      closePoller(gpio);
    }
    for (const gpio of this.lamps.values()) {
      closeSync(Reflect.get(gpio, '_valueFd') as number);
      closePoller(gpio);
    }
  }

  private take({ pin, active }: InputPlan | LampPlan, open: (number: number, options: Options) => Gpio): Gpio {
    const number = sysfsNumber(this.chip, pin);
    try {
      return open(number, { activeLow: active === 'low', reconfigureDirection: false });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const why = code === 'EBUSY' ? 'is taken by somebody else' : `cannot be opened: ${message}`;
      throw new Error(`pin ${pin} of ${this.chip.label} ${why}`, { cause: error });
    }
  }

  /** onoff reads in its own listener, where nobody could catch that the chip has gone: that would end the process. */
  private catchWhatItThrows(gpio: Gpio): void {
    const read = gpio.readSync.bind(gpio);
    gpio.readSync = () => {
      try {
        return read();
      } catch (error) {
        this.lose(error as Error);
        return this.Gpio.LOW;
      }
    };
  }

  private ask(): void {
    for (const { gpio } of this.inputs.values()) gpio.readSync();
    try {
      for (const gpio of this.lamps.values()) gpio.readSync();
    } catch (error) {
      this.lose(error as Error);
    }
  }

  private ignore(): void {
    this.asking?.cancel();
    for (const { gpio, level } of this.inputs.values()) {
      gpio.unwatchAll();
      level.stop();
    }
  }

  private lose(why: Error): void {
    if (this.isLost) return;
    this.isLost = true;
    this.ignore();
    this.events.onLost(new Error(`${this.found} is gone: ${why.message}`, { cause: why }));
  }
}

/**
 * onoff leaves its poller to the garbage collector, which ends the process (gpiochip/native.d.ts). Later: its own listener may be
 * running now.
 */
function closePoller(gpio: Gpio): void {
  const poller = Reflect.get(gpio, '_poller') as Epoll;
  setImmediate(() => poller.close());
}
