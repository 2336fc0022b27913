import { readdirSync } from 'node:fs';
import { seconds } from '@etapiste/protocol';
import five from 'johnny-five';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../clock/index.js';
import { count, eventually } from '../../testing/index.js';
import type { InputPlan, LampPlan } from '../room-plan.js';
import { BenchUno } from './bench-uno.js';
import { FirmataBoard } from './firmata.board.js';

const button: InputPlan = { driver: 'firmata', pin: 2, active: 'low', pull: 'up', stableMs: 50 };
const lamp: LampPlan = { driver: 'firmata', pin: 5, active: 'high', whenStopped: 'dark' };

// In a file, and so in a process, of its own: what another test closes late would be counted here.
describe('an Uno that is unplugged day after day', () => {
  it(
    'leaves no open file, no timer and no board in memory',
    async () => {
      const uno = new BenchUno();
      await uno.plugIn();
      const board = new FirmataBoard(uno.port, systemClock);
      const cycle = async () => {
        await new Promise<void>((resolve, reject) => {
          const lost = { onLevel: () => undefined, onLost: () => pins.then((open) => open.close()).then(resolve, reject) };
          const pins = board.open([button], [lamp], lost);
          pins.then(() => uno.unplug(), reject);
        });
        await expect(board.open([button], [lamp], { onLevel: () => undefined, onLost: () => undefined })).rejects.toThrow(
          'is it plugged in',
        );
        await uno.plugIn();
      };
      await cycle();
      const before = leftovers();
      const cycles = count(4, 20);
      for (let done = 0; done < cycles; done += 1) await cycle();
      await eventually(() => {
        const { files, timers, boards } = leftovers();
        expect({ files, boards }).toEqual({ files: before.files, boards: 0 });
        // The test waits by timers too, but not by one for each time.
        expect(timers - before.timers).toBeLessThan(cycles);
      });
      await uno.remove();
    },
    seconds(300),
  );
});

const leftovers = () => ({
  files: readdirSync('/proc/self/fd').length,
  timers: process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length,
  boards: five.Board.cache.length,
});
