import { minutes, type Milliseconds } from '@etapiste/protocol';

const megabyte = 1024 * 1024;
const most = 300 * megabyte;
const window = minutes(1);
/** So many minutes in a row, each with a higher low than the one before, together by so much: that is a leak. */
const risingMinutes = 10;
const rise = 50 * megabyte;

/** Whether a process uses too much memory, or more and more. Looks at the lowest of each minute: heaps breathe. */
export class MemoryWatch {
  private lows: number[] = [];
  private windowEndsMs: Milliseconds | undefined;
  private low = Infinity;

  /** Why it must end, after this look at its resident memory; `undefined` while all is well. */
  look(residentBytes: number, nowMs: Milliseconds): string | undefined {
    if (residentBytes > most) return `the camera process used ${inMegabytes(residentBytes)} MB of memory`;
    this.windowEndsMs ??= nowMs + window;
    if (nowMs < this.windowEndsMs) {
      this.low = Math.min(this.low, residentBytes);
      return undefined;
    }
    const before = this.lows.at(-1) ?? 0;
    this.lows = this.low > before ? [...this.lows, this.low].slice(-risingMinutes - 1) : [this.low];
    this.low = residentBytes;
    this.windowEndsMs = nowMs + window;
    const grown = (this.lows.at(-1) ?? 0) - (this.lows[0] ?? 0);
    if (this.lows.length <= risingMinutes || grown < rise) return undefined;
    return `the camera process used more and more memory (${inMegabytes(grown)} MB more in ${risingMinutes} minutes)`;
  }
}

const inMegabytes = (bytes: number): number => Math.round(bytes / megabyte);
