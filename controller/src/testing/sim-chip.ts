import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

const linesOfPi = 54;
let made = 0;

/**
 * A GPIO chip of the kernel's own simulator (Documentation/admin-guide/gpio/gpio-sim.rst), which only the guest of
 * `controller/rigs/kernel` has. What hangs on a line pulls it up or down; a line that is an output says its level.
 */
export class SimChip {
  private lines = '';

  private constructor(private readonly folder: string) {}

  static create(label = 'pinctrl-bcm2835'): SimChip {
    const chip = new SimChip(`/sys/kernel/config/gpio-sim/chip${(made += 1)}`);
    mkdirSync(chip.folder);
    mkdirSync(`${chip.folder}/bank`);
    writeFileSync(`${chip.folder}/bank/num_lines`, `${linesOfPi}`);
    writeFileSync(`${chip.folder}/bank/label`, label);
    chip.appear();
    return chip;
  }

  /** Where the character device of this chip is. */
  get device(): string {
    return `/dev/${this.read('bank/chip_name')}`;
  }

  pull(line: number, isHigh: boolean): void {
    writeFileSync(`${this.lines}/sim_gpio${line}/pull`, isHigh ? 'pull-up' : 'pull-down');
  }

  isHigh(line: number): boolean {
    return readFileSync(`${this.lines}/sim_gpio${line}/value`, 'utf8').trim() === '1';
  }

  appear(): void {
    writeFileSync(`${this.folder}/live`, '1');
    this.lines = `/sys/devices/platform/${this.read('dev_name')}/${this.read('bank/chip_name')}`;
  }

  /** As if somebody had torn it out. */
  vanish(): void {
    writeFileSync(`${this.folder}/live`, '0');
  }

  remove(): void {
    if (this.read('live') === '1') this.vanish();
    rmdirSync(`${this.folder}/bank`);
    rmdirSync(this.folder);
  }

  private read(file: string): string {
    return readFileSync(`${this.folder}/${file}`, 'utf8').trim();
  }
}
