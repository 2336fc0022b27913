import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const root = '/sys/kernel/tracing';
const isOn = `${root}/events/gpio/gpio_value/enable`;

/**
 * What the kernel was told to write to its GPIO lines, by its own trace (include/trace/events/gpio.h): also what was gone a moment
 * later because nobody held the line any more. Only root may look.
 */
export class LevelTrace {
  static begin(): LevelTrace {
    if (!existsSync(isOn)) execFileSync('mount', ['-t', 'tracefs', 'tracefs', root]);
    writeFileSync(`${root}/trace`, '');
    writeFileSync(isOn, '1');
    return new LevelTrace();
  }

  /** Levels that were written to a line of the kernel's own number, in order. */
  writtenTo(number: number): boolean[] {
    const lines = readFileSync(`${root}/trace`, 'utf8').matchAll(/gpio_value: (\d+) set ([01])$/gm);
    return [...lines].filter(([, line]) => Number(line) === number).map(([, , level]) => level === '1');
  }

  end(): void {
    writeFileSync(isOn, '0');
  }
}
