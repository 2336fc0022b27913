import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { piLabel, whoMayOpen } from '../gpiochip/raspberry-pi.js';

const root = '/sys/class/gpio';
const door = `${root}/export`;

/** A Raspberry Pi's chip as sysfs numbers it: pin `n` is `base + n`, and the base differs from one kernel to the next. */
export interface SysfsChip {
  readonly label: string;
  readonly base: number;
  readonly lines: number;
}

/** The chip of the 40 pins. Throws one sentence when there is none, or no sysfs GPIO at all. */
export function findSysfsChip(): SysfsChip {
  try {
    accessSync(door, constants.W_OK);
  } catch (error) {
    const isForbidden = (error as NodeJS.ErrnoException).code === 'EACCES';
    throw new Error(isForbidden ? whoMayOpen(door) : `this kernel has no sysfs GPIO (${door})`, { cause: error });
  }
  const chips = readdirSync(root)
    .filter((name) => /^gpiochip\d+$/.test(name))
    .map((name) => readChip(name));
  const chip = chips.find(({ label }) => piLabel.test(label));
  if (chip) return chip;
  const others = chips.map(({ label }) => label).join(', ') || 'none';
  throw new Error(`no chip in ${root} has the pins of a Raspberry Pi (found: ${others})`);
}

/** The number that sysfs knows a pin by. Throws one sentence when the chip has no such pin. */
export function sysfsNumber({ label, base, lines }: SysfsChip, pin: number): number {
  if (pin >= lines) throw new Error(`${label} has no pin ${pin}: its last is ${lines - 1}`);
  return base + pin;
}

function readChip(name: string): SysfsChip {
  const field = (file: string) => readFileSync(`${root}/${name}/${file}`, 'utf8').trim();
  return { label: field('label'), base: Number(field('base')), lines: Number(field('ngpio')) };
}
