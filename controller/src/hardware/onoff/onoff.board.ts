import type { Clock } from '../../clock/index.js';
import type { OpenPins, PinBoard } from '../pin-board.js';

export class OnoffBoard implements PinBoard {
  readonly name = 'onoff';

  constructor(readonly clock: Clock) {}

  open(): Promise<OpenPins> {
    return Promise.reject(new Error('onoff is not built yet'));
  }
}
