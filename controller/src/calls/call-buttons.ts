import type { Clock } from '../clock/index.js';
import type { SelfCheck } from '../faults/index.js';
import type { CallButton as HardwareButton } from '../hardware/index.js';
import { CallButton, type ButtonRules } from './call-button.js';
import type { HeldPress } from './press.js';

/** All call buttons of the room, wired and wireless: whichever is pressed, it is the same call. */
export class CallButtons {
  private readonly buttons: readonly CallButton[];
  private readonly stuck = new Set<string>();

  constructor(
    buttons: readonly HardwareButton[],
    rules: () => ButtonRules,
    isClockSynced: () => boolean,
    onPress: (press: HeldPress) => void,
    private readonly selfCheck: SelfCheck,
    clock: Clock,
  ) {
    this.buttons = buttons.map(
      (button) => new CallButton(button, rules, isClockSynced, onPress, (isStuck) => this.noteStuck(button.name, isStuck), clock),
    );
  }

  start(): void {
    for (const button of this.buttons) button.start();
  }

  stop(): void {
    for (const button of this.buttons) button.stop();
  }

  private noteStuck(name: string, isStuck: boolean): void {
    if (isStuck) this.stuck.add(name);
    else this.stuck.delete(name);
    if (this.stuck.size === 0) this.selfCheck.clear('button-stuck');
    else this.selfCheck.raise('button-stuck', `Down for 30 s: ${[...this.stuck].join(', ')}`);
  }
}
