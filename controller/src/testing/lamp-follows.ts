import { systemClock } from '../clock/index.js';
import { GpiochipBoard } from '../hardware/gpiochip/index.js';
import { OnoffBoard } from '../hardware/onoff/index.js';
import type { InputPlan, LampPlan } from '../hardware/room-plan.js';
import { findSysfsChip, sysfsNumber } from '../hardware/onoff/sysfs.js';
import { WiredDriver } from '../hardware/wired.driver.js';

// A process whose lamp on pin 27 is lit while the button on pin 17 is closed: `lamp-follows.js gpiochip|onoff|bare 50`. `bare` is the
// program that onoff's manual begins with.
const [, , name, stableMs] = process.argv;
const boards = { gpiochip: new GpiochipBoard(systemClock), onoff: new OnoffBoard(systemClock) };
if (name === 'bare') await bare();
else await withDriver(boards[name as keyof typeof boards]);
process.stdout.write('ready\n');

async function withDriver(board: GpiochipBoard | OnoffBoard): Promise<void> {
  const button: InputPlan = { driver: 'auto', pin: 17, active: 'low', pull: 'none', stableMs: Number(stableMs) };
  const lamp: LampPlan = { driver: 'auto', pin: 27, active: 'high', whenStopped: 'dark' };
  const driver = new WiredDriver(board, { callButtons: [button], occupancySensors: [], lamps: [lamp] }, systemClock);
  await driver.start();
  driver.callButtons[0]?.onEdge(({ kind }) => driver.lamps[0]?.show(kind === 'down' ? 'shown' : 'dark'));
}

async function bare(): Promise<void> {
  const { Gpio } = await import('onoff');
  const number = (pin: number) => sysfsNumber(findSysfsChip(), pin);
  const lamp = new Gpio(number(27), 'out');
  new Gpio(number(17), 'in', 'both').watch((_error, level) => lamp.writeSync(level === Gpio.LOW ? Gpio.HIGH : Gpio.LOW));
}
