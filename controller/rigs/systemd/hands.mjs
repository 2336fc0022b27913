// Loaded into a controller before its own program (`node --import`), for tests of the watchdog: two ways to break it from outside
// that no healthy controller offers. SIGUSR2 does the one that ETAPISTE_RIG_BREAKS names.
import { SimulatedDriver } from '../../dist/hardware/simulated/index.js';

/** @type {((why: Error) => void)[]} */
const losses = [];
SimulatedDriver.prototype.onLost = (listener) => {
  losses.push(listener);
  return () => undefined;
};

const breakings = {
  loop: () => {
    for (;;);
  },
  driver: () => {
    SimulatedDriver.prototype.stop = () => new Promise(() => undefined);
    for (const lost of losses) lost(new Error('the board hangs'));
  },
};

process.on('SIGUSR2', () => breakings[process.env['ETAPISTE_RIG_BREAKS'] === 'driver' ? 'driver' : 'loop']());
