import { closeSync, readSync } from 'node:fs';
import {
  isActiveIn,
  layout,
  neverWait,
  packConfig,
  packValues,
  requests,
  unpackEvents,
  type LineConfig,
  type LineEvent,
} from './uapi.js';

/** ioctl(2): throws with `code` when the kernel refuses. */
export type Ioctl = (fd: number, request: number, argument: Buffer) => number;

/** How many events of one line the kernel keeps while the event loop is blocked: 32 presses. */
export const keptEvents = 64;

/** One line that the kernel has given to us alone, until closed. Every call throws ENODEV once its chip is gone. */
export class Line {
  private readonly events = Buffer.alloc(keptEvents * layout.event.size);

  constructor(
    readonly fd: number,
    private readonly ioctl: Ioctl,
  ) {}

  get isActive(): boolean {
    const values = packValues(false);
    this.ioctl(this.fd, requests.getValues, values);
    return isActiveIn(values);
  }

  set isActive(isActive: boolean) {
    this.ioctl(this.fd, requests.setValues, packValues(isActive));
  }

  configure(config: LineConfig): void {
    this.ioctl(this.fd, requests.setConfig, packConfig(config));
  }

  /** From here on reading gives nothing instead of waiting for something. */
  neverWait(): void {
    const yes = Buffer.alloc(Int32Array.BYTES_PER_ELEMENT, 1);
    this.ioctl(this.fd, neverWait, yes);
  }

  /** Everything that the kernel has kept, which is never more than one reading takes. */
  readEvents(): LineEvent[] {
    try {
      return unpackEvents(this.events.subarray(0, readSync(this.fd, this.events)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return [];
      throw error;
    }
  }

  close(): void {
    closeSync(this.fd);
  }
}
