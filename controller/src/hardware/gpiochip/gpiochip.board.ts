import type { Clock } from '../../clock/index.js';
import type { OpenPins, PinBoard } from '../pin-board.js';

export class GpiochipBoard implements PinBoard {
  readonly name = 'gpiochip';

  constructor(readonly clock: Clock) {}

  open(): Promise<OpenPins> {
    return Promise.reject(new Error('gpiochip is not built yet'));
  }
}
