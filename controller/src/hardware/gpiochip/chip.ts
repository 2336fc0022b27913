import { closeSync, openSync, readdirSync } from 'node:fs';
import { keptEvents, Line, type Ioctl } from './line.js';
import { piLabel, whoMayOpen } from './raspberry-pi.js';
import { layout, packLineInfo, packLineRequest, requests, textAt, type LineConfig } from './uapi.js';

const consumer = 'etapiste';

/** The GPIO chip of a Raspberry Pi's 40 pins, until closed; lines are BCM numbers. */
export class Chip {
  private constructor(
    private readonly fd: number,
    private readonly ioctl: Ioctl,
    readonly path: string,
    readonly label: string,
    private readonly lines: number,
  ) {}

  /** Throws one sentence when there is none, or when it may not be opened. */
  static find(ioctl: Ioctl): Chip {
    const others: string[] = [];
    for (const name of readdirSync('/dev').filter((entry) => /^gpiochip\d+$/.test(entry))) {
      const chip = Chip.open(`/dev/${name}`, ioctl);
      if (piLabel.test(chip.label)) return chip;
      others.push(`${name} is ${chip.label}`);
      chip.close();
    }
    if (others.length === 0) throw new Error('there is no /dev/gpiochip*');
    throw new Error(`no /dev/gpiochip* has the pins of a Raspberry Pi (${others.join(', ')})`);
  }

  private static open(path: string, ioctl: Ioctl): Chip {
    let fd: number | undefined;
    try {
      fd = openSync(path, 'r+');
      const info = Buffer.alloc(layout.chipInfo.size);
      ioctl(fd, requests.chipInfo, info);
      return new Chip(fd, ioctl, path, textAt(info, layout.chipInfo.label), info.readUInt32LE(layout.chipInfo.lines));
    } catch (error) {
      if (fd !== undefined) closeSync(fd);
      const { code, message } = error as NodeJS.ErrnoException;
      throw new Error(code === 'EACCES' ? whoMayOpen(path) : `${path}: ${message}`, { cause: error });
    }
  }

  /** Throws one sentence when the chip has no such line, or somebody else has it. */
  request(line: number, config: LineConfig): Line {
    if (line >= this.lines) throw new Error(`${this.label} has no pin ${line}: its last is ${this.lines - 1}`);
    const packed = packLineRequest(line, consumer, config, keptEvents);
    try {
      this.ioctl(this.fd, requests.getLine, packed);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const why = code === 'EBUSY' ? `is taken by ${this.userOf(line)}` : `cannot be opened: ${message}`;
      throw new Error(`pin ${line} of ${this.label} ${why}`, { cause: error });
    }
    return new Line(packed.readInt32LE(layout.lineRequest.fd), this.ioctl);
  }

  close(): void {
    closeSync(this.fd);
  }

  private userOf(line: number): string {
    const info = packLineInfo(line);
    this.ioctl(this.fd, requests.lineInfo, info);
    return textAt(info, layout.lineInfo.consumer) || 'somebody else';
  }
}
