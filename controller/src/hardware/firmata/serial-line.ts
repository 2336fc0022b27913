import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type { SerialPort } from 'serialport';

/** The speed of StandardFirmata. */
const baudRate = 57_600;

/**
 * A serial port that is open, as firmata-io wants it: `data`, and `write`. It never says `error`, which would end the process where
 * nobody listens, and it keeps what firmata-io throws about bytes that are not Firmata. `gone` comes once: the port is no more,
 * or somebody closed it.
 */
export class SerialLine extends EventEmitter<{ data: [bytes: Buffer]; gone: [why: Error] }> {
  private isGone = false;

  private constructor(
    readonly path: string,
    private readonly port: SerialPort,
  ) {
    super();
  }

  /** Throws one clear sentence. Opening resets an Uno (DTR): it speaks after its boot loader, within 2 to 4 s. */
  static async open(path: string): Promise<SerialLine> {
    // Tried every few seconds for ever where nothing is plugged in: without the package and its threads that costs nothing.
    if (!existsSync(path)) throw new Error(notThere(path));
    const { SerialPort } = await loadSerialport();
    const port = new SerialPort({ path, baudRate, autoOpen: false });
    const line = new SerialLine(path, port);
    await line.begin();
    return line;
  }

  write(bytes: Buffer, written?: () => void): void {
    // A port that was closed would keep this for ever, and say nothing.
    if (!this.isGone) this.port.write(bytes, written);
  }

  /** Whoever still listens hears `gone`. */
  async close(): Promise<void> {
    this.lose('is closed');
    this.removeAllListeners();
    await new Promise<void>((resolve) => this.port.close(() => resolve()));
  }

  private begin(): Promise<void> {
    this.port.on('error', ({ message }) => this.lose(`was unplugged (${message})`));
    this.port.on('close', () => this.lose('was unplugged'));
    this.port.on('end', () => this.lose('was unplugged'));
    this.port.on('data', (bytes: Buffer) => this.pass(bytes));
    return new Promise((resolve, reject) => {
      this.port.open((error) => (error ? reject(new Error(whyNot(this.path, error))) : resolve()));
    });
  }

  private pass(bytes: Buffer): void {
    try {
      this.emit('data', bytes);
    } catch (error) {
      this.lose(`says what is not Firmata (${(error as Error).message})`);
    }
  }

  private lose(what: string): void {
    if (this.isGone) return;
    this.isGone = true;
    this.emit('gone', new Error(`the board at ${this.path} ${what}`));
  }
}

async function loadSerialport(): Promise<typeof import('serialport')> {
  try {
    return await import('serialport');
  } catch (cause) {
    throw new Error('the package serialport is not installed here, or not for this kind of machine', { cause });
  }
}

const notThere = (path: string): string => `no board at ${path}: is it plugged in, and is this its name?`;

/** The sentences of `open(2)` and of the package, for people. */
function whyNot(path: string, { message }: Error): string {
  if (/no such file/i.test(message)) return notThere(path);
  if (/permission denied/i.test(message)) return `no right to open ${path}: add this user to the group dialout`;
  if (/cannot lock|busy/i.test(message)) return `${path} is in use by another program`;
  if (/inappropriate ioctl|not a (tty|terminal)/i.test(message)) return `${path} is not a serial port`;
  return `${path} cannot be opened: ${message}`;
}
