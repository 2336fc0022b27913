import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { seconds } from '@etapiste/protocol';
import { vi } from 'vitest';

export type Wire = 'low' | 'high' | 'open';

interface PinChange {
  readonly pin: number;
  readonly isHigh: boolean;
}

const rig = fileURLToPath(new URL('../../../rigs/firmata/build.mjs', import.meta.url));
const built = JSON.parse(execFileSync(process.execPath, [rig], { encoding: 'utf8' })) as { uno: string; firmware: string };

/** An Uno on a table (controller/rigs/firmata): StandardFirmata on an emulated ATmega328P, with hands on its wires. */
export class BenchUno {
  /** Every change of a pin since it was plugged in, in its order. */
  readonly changes: PinChange[] = [];
  private readonly wires = new Map<number, Wire>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'etapiste-uno-'));
  private child: ChildProcessWithoutNullStreams | undefined;

  /** The name of its port, as below /dev/serial/by-id: the same whenever it is plugged in, and not there otherwise. */
  get port(): string {
    return join(this.folder, 'usb-Arduino_Uno-if00');
  }

  async plugIn(): Promise<void> {
    this.changes.length = 0;
    const child = spawn(built.uno, [built.firmware, this.port]);
    child.stdin.on('error', () => undefined); // Unplugged.
    this.child = child;
    for (const [pin, wire] of this.wires) this.command(`wire ${pin} ${wire}`);
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => this.hear(line));
    await once(lines, 'line');
  }

  async unplug(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    rmSync(this.port, { force: true });
    if (child?.kill('SIGKILL')) await once(child, 'exit');
  }

  async remove(): Promise<void> {
    await this.unplug();
    rmSync(this.folder, { recursive: true });
  }

  /** Connects a pin, also while the board is unplugged. Resolves when a board that is there sees it. */
  async wire(pin: number, wire: Wire): Promise<void> {
    this.wires.set(pin, wire);
    if (!this.child) return;
    const before = this.changes.length;
    this.command(`wire ${pin} ${wire}`);
    const isHigh = wire === 'high';
    const hasSeen = () =>
      this.isHigh(pin) === isHigh || this.changes.slice(before).some((change) => change.pin === pin && change.isHigh === isHigh);
    if (wire !== 'open') await vi.waitUntil(hasSeen, { timeout: seconds(30) });
  }

  isHigh(pin: number): boolean {
    return this.changesOf(pin).at(-1)?.isHigh ?? false;
  }

  changesOf(pin: number): PinChange[] {
    return this.changes.filter((change) => change.pin === pin);
  }

  /** Its program stops; a new opening of the port resets and so heals it. */
  hang(): void {
    this.command('hang');
  }

  /** Somebody presses the button on the board. */
  reset(): void {
    this.command('reset');
  }

  /** Board and serial line both stand still. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  private command(line: string): void {
    this.child?.stdin.write(`${line}\n`);
  }

  private hear(line: string): void {
    const [word, pin, level] = line.split(' ');
    if (word === 'pin') this.changes.push({ pin: Number(pin), isHigh: level === '1' });
  }
}
