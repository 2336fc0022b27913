// What this driver uses of two packages that bring no types. (Those of DefinitelyTyped for johnny-five know neither pull ups nor
// `sigint`.)

declare module 'firmata-io' {
  import type { EventEmitter } from 'node:events';

  /** Whatever carries bytes to and from a board. */
  export interface Transport extends EventEmitter {
    write(bytes: Buffer, written: () => void): void;
  }

  export interface Firmata extends EventEmitter {
    readonly MODES: Readonly<Record<'INPUT' | 'OUTPUT' | 'PULLUP', number>>;
    readonly pins: readonly { readonly supportedModes: readonly number[] }[];
    readonly firmware: { readonly name: string; readonly version: { readonly major: number; readonly minor: number } };
    readonly reportVersionTimeoutId: NodeJS.Timeout;
    queryFirmware(answered: () => void): void;
  }

  const bind: { readonly Firmata: new (transport: Transport) => Firmata };
  export default bind;
}

declare module 'johnny-five' {
  import type { EventEmitter } from 'node:events';
  import type { Firmata } from 'firmata-io';

  export interface Board extends EventEmitter {
    readonly io: Firmata;
    pinMode(pin: number, mode: number): void;
    digitalRead(pin: number, read: (level: 0 | 1) => void): void;
  }

  const five: {
    readonly Board: {
      new (options: { io: Firmata; repl: false; debug: false; sigint: false }): Board;
      /** Every board that was ever made. */
      readonly cache: Board[];
    };
  };
  export default five;
}
