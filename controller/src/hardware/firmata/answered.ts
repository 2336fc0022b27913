import type { Milliseconds } from '@etapiste/protocol';
import type { Clock } from '../../clock/index.js';
import type { SerialLine } from './serial-line.js';

/** What waits in the port's buffer while the event loop is busy is read before a board is called silent. */
const lateReading: Milliseconds = 250;

/** Asks the board something. Throws `silence` when there is no answer for so long, or why the line is gone. */
export function answered(
  line: SerialLine,
  clock: Clock,
  patience: Milliseconds,
  silence: string,
  ask: (answer: () => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (why: Error) => end(() => reject(why));
    const giveUp = () => end(() => reject(new Error(silence)));
    let timer = clock.after(patience, () => {
      timer = clock.after(lateReading, giveUp);
    });
    const end = (settle: () => void) => {
      timer.cancel();
      line.off('gone', gone);
      settle();
    };
    line.once('gone', gone);
    ask(() => end(resolve));
  });
}
