import { seconds } from '@etapiste/protocol';
import type { Board } from 'johnny-five';
import type { Clock, Timer } from '../../clock/index.js';
import type { OpenPins, PinEvents } from '../pin-board.js';
import type { InputPlan, LampPlan } from '../room-plan.js';
import { SettledLevel } from '../settled-level.js';
import { answered } from './answered.js';
import type { SerialLine } from './serial-line.js';

/** A board whose program hangs keeps its port open and its pins as they are: only asking finds out (facts/hardware.md §2.2). */
const heartbeat = seconds(5);
const patience = seconds(2.5);
const farewellPatience = seconds(1);

/** SET_DIGITAL_PIN_VALUE of the Firmata protocol 2.5. */
const setPinValue = 0xf5;

/** The pins of a board that speaks Firmata, until closed. */
export class FirmataPins implements OpenPins {
  readonly found: string;
  private readonly active = new Map<InputPlan, boolean>();
  private readonly levels = new Map<InputPlan, SettledLevel>();
  private beat: Timer | undefined;
  private isOver = false;

  constructor(
    private readonly line: SerialLine,
    private readonly board: Board,
    private readonly inputs: readonly InputPlan[],
    private readonly lamps: readonly LampPlan[],
    private readonly events: PinEvents,
    private readonly clock: Clock,
  ) {
    const { name, version } = board.io.firmware;
    this.found = `${name} ${version.major}.${version.minor} at ${line.path}`;
  }

  /** Throws when the board does not say how its inputs are. */
  async start(): Promise<void> {
    const { MODES } = this.board.io;
    for (const { pin, pull } of this.inputs) this.board.pinMode(pin, pull === 'up' ? MODES.PULLUP : MODES.INPUT);
    for (const lamp of this.lamps) {
      this.board.pinMode(lamp.pin, MODES.OUTPUT);
      this.light(lamp, false);
    }
    await Promise.all(this.inputs.map((input) => this.listenTo(input)));
    this.line.once('gone', (why) => this.lose(why));
    // Its power dipped, or somebody pressed its button: it has forgotten its pins, and would answer every heartbeat.
    this.board.io.once('reportversion', () => this.lose(new Error(`the board at ${this.line.path} has restarted`)));
    this.beat = this.clock.every(heartbeat, () => void this.checkHeart());
  }

  isActive(input: InputPlan): boolean {
    return this.active.get(input) ?? false;
  }

  /**
   * One pin by its number. firmata-io's own way writes eight pins at once, with the levels of the inputs among them, and
   * StandardFirmata takes a 1 for an input as the wish for a pull up.
   */
  light({ pin, active }: LampPlan, isLit: boolean): void {
    this.line.write(Buffer.from([setPinValue, pin, Number(isLit === (active === 'high'))]));
  }

  async close(): Promise<void> {
    if (!this.isOver) await this.untilDone();
    this.end();
    await this.line.close();
  }

  /** The board reports at once when it is told to, and then each change: within about 1 ms, later through some USB adapters. */
  private listenTo(input: InputPlan): Promise<void> {
    const silence = `the board at ${this.line.path} does not say how its pin ${input.pin} is`;
    return answered(this.line, this.clock, patience, silence, (answer) => {
      this.board.digitalRead(input.pin, (level) => {
        this.read(input, (level === 1) === (input.active === 'high'));
        answer();
      });
    });
  }

  private read(input: InputPlan, isActive: boolean): void {
    if (this.isOver) return;
    // Firmata tells no times: what has just arrived has just happened, as far as anybody can know.
    const atMs = this.clock.monotonicMs();
    const level = this.levels.get(input);
    if (level) return level.read(isActive, atMs);
    this.active.set(input, isActive);
    const tell = (isNowActive: boolean, sinceMs: number) => this.events.onLevel(input, isNowActive, sinceMs);
    this.levels.set(input, new SettledLevel(isActive, input.stableMs, tell, this.clock));
  }

  private async checkHeart(): Promise<void> {
    const silence = `the board at ${this.line.path} does not answer: its program hangs`;
    try {
      await answered(this.line, this.clock, patience, silence, (answer) => this.board.io.queryFirmware(answer));
    } catch (error) {
      this.lose(error as Error);
    }
  }

  private lose(why: Error): void {
    if (this.isOver) return;
    this.end();
    this.events.onLost(why);
  }

  /** Nothing is told from now on. */
  private end(): void {
    this.isOver = true;
    this.beat?.cancel();
    for (const level of this.levels.values()) level.stop();
  }

  /** Its answer shows that the board has done it: bytes that were only written die with the port. */
  private async untilDone(): Promise<void> {
    try {
      await answered(this.line, this.clock, farewellPatience, 'silent', (answer) => this.board.io.queryFirmware(answer));
    } catch {
      // The board has gone or hangs: nobody can set its lamps.
    }
  }
}
