import { once } from 'node:events';
import { seconds } from '@etapiste/protocol';
import type { Firmata } from 'firmata-io';
import type { Board } from 'johnny-five';
import type { Clock } from '../../clock/index.js';
import type { OpenPins, PinBoard, PinEvents } from '../pin-board.js';
import type { InputPlan, LampPlan } from '../room-plan.js';
import { answered } from './answered.js';
import { FirmataPins } from './firmata-pins.js';
import { SerialLine } from './serial-line.js';

/** Boot loader, the greeting on pin 13, and firmata-io's own question after 5 s to a board that was not reset. */
const greetingPatience = seconds(8);

/**
 * An Arduino Uno or alike on USB that runs StandardFirmata (protocol 2.5 or newer). Every opening resets it, which also heals a
 * program that hangs; lamps are dark until then.
 */
export class FirmataBoard implements PinBoard {
  readonly name = 'firmata';

  constructor(
    private readonly port: string,
    private readonly clock: Clock,
  ) {}

  async open(inputs: readonly InputPlan[], lamps: readonly LampPlan[], events: PinEvents): Promise<OpenPins> {
    const pulledDown = inputs.find(({ pull }) => pull === 'down');
    if (pulledDown)
      throw new Error(
        `pin ${pulledDown.pin}: a board with Firmata cannot pull down; take pull: up and a contact to ground, or pull: none and a resistor`,
      );
    const line = await SerialLine.open(this.port);
    try {
      const io = await this.greet(line);
      for (const { pin, pull } of inputs) requireMode(io, pin, pull === 'up' ? 'PULLUP' : 'INPUT', this.port);
      for (const { pin } of lamps) requireMode(io, pin, 'OUTPUT', this.port);
      const pins = new FirmataPins(line, await johnnyFive(io), inputs, lamps, events, this.clock);
      await pins.start();
      return pins;
    } catch (error) {
      await line.close();
      throw error;
    }
  }

  private async greet(line: SerialLine): Promise<Firmata> {
    const { default: firmata } = await import('firmata-io');
    const io = new firmata.Firmata(line);
    const silence = `${this.port} opens, but nothing there speaks Firmata: flash StandardFirmata`;
    try {
      await answered(line, this.clock, greetingPatience, silence, (done) => io.once('ready', done));
    } finally {
      // It would keep a process that ends awake for 5 s.
      clearTimeout(io.reportVersionTimeoutId);
    }
    return io;
  }
}

/** johnny-five's view of a board that has answered: neither a prompt on our stdin, nor a SIGINT of its own, nor words on stdout. */
async function johnnyFive(io: Firmata): Promise<Board> {
  const { default: five } = await import('johnny-five');
  const board = new five.Board({ io, repl: false, debug: false, sigint: false });
  // It keeps every board that was ever made; ours are made anew after each unplugging.
  five.Board.cache.splice(five.Board.cache.indexOf(board), 1);
  await once(board, 'ready');
  return board;
}

function requireMode(io: Firmata, pin: number, mode: keyof typeof wanted, port: string): void {
  const modes = io.pins[pin]?.supportedModes ?? [];
  if (modes.includes(io.MODES[mode])) return;
  if (modes.length === 0)
    throw new Error(`the board at ${port} has no pin ${pin} to use (on an Uno 0 and 1 are its serial line)`);
  throw new Error(`pin ${pin} of the board at ${port} cannot be ${wanted[mode]}`);
}

const wanted = {
  INPUT: 'an input',
  PULLUP: 'pulled up: flash StandardFirmata 2.5 or newer',
  OUTPUT: 'a lamp',
};
