import { seconds } from '@etapiste/protocol';
import type { Epoll } from 'epoll';
import type { Clock, Timer } from '../../clock/index.js';
import type { OpenPins, PinBoard, PinEvents } from '../pin-board.js';
import type { InputPlan, LampPlan } from '../room-plan.js';
import { Chip } from './chip.js';
import type { Ioctl, Line } from './line.js';
import { flags, type LineConfig } from './uapi.js';

/** A chip that vanishes wakes nobody in Linux 6.1, so it is asked. */
const askEvery = seconds(5);

const biasFlag = { up: flags.pullUp, down: flags.pullDown, none: flags.pullNone } as const;
const polarity = ({ active }: InputPlan | LampPlan) => (active === 'low' ? flags.activeLow : 0n);

/**
 * Pins of a Raspberry Pi through the GPIO character device (uapi version 2, Linux 5.10 and later). The kernel debounces, and keeps
 * each edge with its time until it is read: nothing is lost while the event loop is blocked (ADR 0012).
 */
export class GpiochipBoard implements PinBoard {
  readonly name = 'gpiochip';

  constructor(private readonly clock: Clock) {}

  async open(inputs: readonly InputPlan[], lamps: readonly LampPlan[], events: PinEvents): Promise<OpenPins> {
    const { ioctl, EpollClass } = await loadNative();
    const pins = new GpiochipPins(Chip.find(ioctl), events, this.clock);
    try {
      for (const input of inputs) pins.addInput(input);
      for (const lamp of lamps) pins.addLamp(lamp);
      pins.watch(EpollClass);
      return pins;
    } catch (error) {
      pins.release();
      throw error;
    }
  }
}

/** Native modules: loaded only in a room that has such pins. */
async function loadNative(): Promise<{ ioctl: Ioctl; EpollClass: typeof Epoll }> {
  try {
    return { ioctl: (await import('ioctl')).default, EpollClass: (await import('epoll')).default.Epoll };
  } catch (error) {
    throw new Error(`the npm packages ioctl and epoll cannot be loaded: ${(error as Error).message}`, { cause: error });
  }
}

class GpiochipPins implements OpenPins {
  private readonly inputs = new Map<InputPlan, Line>();
  private readonly levels = new Map<InputPlan, boolean>();
  private readonly lamps = new Map<LampPlan, Line>();
  private poller: Epoll | undefined;
  private asking: Timer | undefined;

  constructor(
    private readonly chip: Chip,
    private readonly events: PinEvents,
    private readonly clock: Clock,
  ) {}

  get found(): string {
    return `${this.chip.path} (${this.chip.label})`;
  }

  addInput(input: InputPlan): void {
    const edges = flags.edgeRising | flags.edgeFalling;
    const config = { flags: flags.input | edges | biasFlag[input.pull] | polarity(input), debounceMs: input.stableMs };
    const line = this.chip.request(input.pin, config);
    this.inputs.set(input, line);
    line.neverWait();
    this.levels.set(input, line.isActive);
  }

  /** Taken as it is first: a lamp that a killed process left lit does not blink. */
  addLamp(lamp: LampPlan): void {
    const asItIs: LineConfig = { flags: polarity(lamp) };
    const line = this.chip.request(lamp.pin, asItIs);
    this.lamps.set(lamp, line);
    line.configure({ flags: asItIs.flags | flags.output, isActive: line.isActive });
  }

  watch(EpollClass: typeof Epoll): void {
    const inputOf = new Map([...this.inputs].map(([input, line]) => [line.fd, input]));
    this.poller = new EpollClass((error, fd, happened) => {
      const input = inputOf.get(fd);
      if (error || !input || happened & (EpollClass.EPOLLERR | EpollClass.EPOLLHUP)) this.lose(error ?? new Error('it hung up'));
      else this.read(input);
    });
    for (const fd of inputOf.keys()) this.poller.add(fd, EpollClass.EPOLLIN);
    this.asking = this.clock.every(askEvery, () => this.ask());
  }

  isActive(input: InputPlan): boolean {
    return this.levels.get(input) ?? false;
  }

  light(lamp: LampPlan, isLit: boolean): void {
    const line = this.lamps.get(lamp);
    if (line) line.isActive = isLit;
  }

  close(): Promise<void> {
    this.release();
    return Promise.resolve();
  }

  /** Gives everything back to the kernel. */
  release(): void {
    this.ignore();
    for (const line of this.lines) line.close();
    this.chip.close();
  }

  private get lines(): Line[] {
    return [...this.inputs.values(), ...this.lamps.values()];
  }

  /** The kernel tells of an edge when its level has stood for `stableMs`: it happened that much earlier. */
  private read(input: InputPlan): void {
    try {
      for (const { isActive, atMs } of this.inputs.get(input)?.readEvents() ?? [])
        this.events.onLevel(input, isActive, atMs - input.stableMs);
    } catch (error) {
      this.lose(error as Error);
    }
  }

  private ask(): void {
    try {
      for (const line of this.lines) void line.isActive;
    } catch (error) {
      this.lose(error as Error);
    }
  }

  private ignore(): void {
    this.asking?.cancel();
    const { poller } = this;
    if (!poller) return;
    this.poller = undefined;
    for (const { fd } of this.inputs.values()) poller.remove(fd);
    setImmediate(() => poller.close());
  }

  /** Listens to nothing more, so it is said once. */
  private lose(why: Error): void {
    this.ignore();
    this.events.onLost(new Error(`${this.found} is gone: ${why.message}`, { cause: why }));
  }
}
