// Loaded into a controller before its own program (`node --import`), for tests of the watchdog: two ways to break it from outside
// that no healthy controller offers. SIGUSR2 does the one that ETAPISTE_RIG_BREAKS names.
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { SimulatedDriver } from '../../dist/hardware/simulated/index.js';

/** @type {((why: Error) => void)[]} */
const losses = [];
SimulatedDriver.prototype.onLost = (listener) => {
  losses.push(listener);
  return () => undefined;
};

const breakings = {
  loop: () => {
    // At the worst moment: while it writes a press this library listens for every signal that can be listened for, so that none of
    // them ends a process whose loop is blocked.
    void writeFileAtomic(join(process.env['ETAPISTE_DATA_DIR'] ?? '', 'never-written'), '');
    for (;;);
  },
  driver: () => {
    SimulatedDriver.prototype.stop = () => new Promise(() => undefined);
    for (const lost of losses) lost(new Error('the board hangs'));
  },
};

process.on('SIGUSR2', () => breakings[process.env['ETAPISTE_RIG_BREAKS'] === 'driver' ? 'driver' : 'loop']());
