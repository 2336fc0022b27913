import type { Log } from '../log/index.js';
import type { OpenPins, PinBoard, PinEvents } from './pin-board.js';
import type { InputPlan, LampPlan } from './room-plan.js';

/** The first board of several that this machine has; says which it took, and why none before it. */
export class AutoBoard implements PinBoard {
  readonly name = 'auto';

  constructor(
    private readonly boards: readonly PinBoard[],
    private readonly log: Log,
  ) {}

  async open(inputs: readonly InputPlan[], lamps: readonly LampPlan[], events: PinEvents): Promise<OpenPins> {
    const refusals: string[] = [];
    for (const board of this.boards) {
      try {
        const pins = await board.open(inputs, lamps, events);
        const found = [`picked ${board.name}: ${pins.found}`, ...refusals].join('; ');
        this.log.info({ found }, 'auto picked a board');
        return {
          found,
          isActive: (input) => pins.isActive(input),
          light: (lamp, isLit) => pins.light(lamp, isLit),
          close: () => pins.close(),
        };
      } catch (error) {
        refusals.push(`not ${board.name}: ${(error as Error).message}`);
      }
    }
    throw new Error(refusals.join('; '));
  }
}
