import { seconds, type DriverHealth, type PartHealth } from '@etapiste/protocol';
import type { Clock } from '../clock/index.js';
import type { HardwareDriver, Lamp, Unsubscribe } from './hardware.js';
import { ButtonPart, Listeners, SensorPart } from './parts.js';
import { PatternLamp } from './pattern-lamp.js';
import type { OpenPins, PinBoard, PinEvents } from './pin-board.js';
import type { InputPlan, LampPlan, WiredPlan } from './room-plan.js';

/** Buttons, sensors and lamps on the pins of one board. */
export class WiredDriver implements HardwareDriver {
  readonly name: string;
  readonly callButtons: readonly ButtonPart[];
  readonly occupancySensors: readonly SensorPart[];
  readonly lamps: readonly Lamp[];
  private readonly buttonOf: ReadonlyMap<InputPlan, ButtonPart>;
  private readonly sensorOf: ReadonlyMap<InputPlan, SensorPart>;
  private readonly players: readonly PatternLamp[];
  private readonly lost = new Listeners<Error>();
  private pins: OpenPins | undefined;
  private trouble = 'not started';

  constructor(
    private readonly board: PinBoard,
    private readonly plan: WiredPlan,
    private readonly clock: Clock,
  ) {
    this.name = board.name;
    const nameOf = ({ pin }: { pin: number }) => `${board.name} ${pin}`;
    this.buttonOf = new Map(plan.callButtons.map((input) => [input, new ButtonPart(nameOf(input))]));
    this.sensorOf = new Map(
      plan.occupancySensors.map((input) => [input, new SensorPart(nameOf(input), seconds(input.warmUpSeconds))]),
    );
    this.callButtons = [...this.buttonOf.values()];
    this.occupancySensors = [...this.sensorOf.values()];
    this.players = plan.lamps.map((lamp) => new PatternLamp((isLit) => this.light(lamp, isLit), clock));
    this.lamps = this.players;
  }

  async start(): Promise<void> {
    try {
      this.pins = await this.board.open([...this.buttonOf.keys(), ...this.sensorOf.keys()], this.plan.lamps, this.events());
    } catch (error) {
      this.trouble = (error as Error).message;
      throw error;
    }
    for (const [input, button] of this.buttonOf) button.begin(this.pins.isActive(input));
    for (const [input, sensor] of this.sensorOf) sensor.change(this.pins.isActive(input) ? 'occupied' : 'vacant');
    for (const player of this.players) player.play();
  }

  async stop(): Promise<void> {
    const { pins } = this;
    this.pins = undefined;
    for (const player of this.players) player.pause();
    for (const button of this.callButtons) button.change(false, this.clock.monotonicMs());
    for (const sensor of this.occupancySensors) sensor.change('unknown');
    if (pins) this.leaveLamps(pins);
    await pins?.close();
  }

  onLost(listener: (why: Error) => void): Unsubscribe {
    return this.lost.add(listener);
  }

  health(): DriverHealth {
    const state = this.pins ? 'ok' : 'fault';
    const part = (kind: PartHealth['kind']) => (input: { pin: number }) =>
      ({ kind, name: `${this.name} ${input.pin}`, state }) as const;
    return {
      name: this.name,
      state,
      detail: this.pins?.found ?? this.trouble,
      parts: [
        ...this.plan.callButtons.map(part('call-button')),
        ...this.plan.occupancySensors.map(part('occupancy-sensor')),
        ...this.plan.lamps.map(part('lamp')),
      ],
    };
  }

  private events(): PinEvents {
    return {
      onLevel: (input, isActive, atMs) => {
        this.buttonOf.get(input)?.change(isActive, atMs);
        this.sensorOf.get(input)?.change(isActive ? 'occupied' : 'vacant');
      },
      onLost: (why) => this.lose(why),
    };
  }

  private leaveLamps(pins: OpenPins): void {
    try {
      for (const lamp of this.plan.lamps) if (lamp.whenStopped !== 'as-is') pins.light(lamp, lamp.whenStopped === 'lit');
    } catch {
      // The board has gone, and its lamps with it.
    }
  }

  private light(lamp: LampPlan, isLit: boolean): void {
    try {
      this.pins?.light(lamp, isLit);
    } catch (error) {
      this.lose(error as Error);
    }
  }

  private lose(why: Error): void {
    this.trouble = why.message;
    this.lost.tell(why);
  }
}
