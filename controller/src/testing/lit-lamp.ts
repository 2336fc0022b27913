import { systemClock } from '../clock/index.js';
import { GpiochipBoard } from '../hardware/gpiochip/index.js';
import { OnoffBoard } from '../hardware/onoff/index.js';
import type { LampPlan } from '../hardware/room-plan.js';

// A process that lights the lamp on a pin through a board, and waits to be killed: `lit-lamp.js gpiochip 27`.
const [, , board, pin] = process.argv;
const lamp: LampPlan = { driver: 'auto', pin: Number(pin), active: 'high', whenStopped: 'as-is' };
const boards = { gpiochip: new GpiochipBoard(systemClock), onoff: new OnoffBoard(systemClock) };
const pins = await boards[board as keyof typeof boards].open([], [lamp], { onLevel: () => undefined, onLost: () => undefined });
pins.light(lamp, true);
process.stdout.write('lit\n');
systemClock.every(1_000, () => undefined);
