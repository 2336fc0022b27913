import type { Clock } from '../../clock/index.js';
import type { OpenPins, PinBoard } from '../pin-board.js';

export class FirmataBoard implements PinBoard {
  readonly name = 'firmata';

  constructor(
    readonly port: string,
    readonly clock: Clock,
  ) {}

  open(): Promise<OpenPins> {
    return Promise.reject(new Error('firmata is not built yet'));
  }
}
