// Builds the emulated Uno and its firmware, the StandardFirmata that people flash, and prints where they are:
//   node controller/rigs/firmata/build.mjs   →   {"uno": "…", "firmware": "…"}
// Needs Debian's libsimavr-dev, gcc-avr, avr-libc and arduino-core-avr; Firmata's sources come with npm's node-pixel (LGPL,
// for tests only, never shipped). Built once for each version of its sources, below .test/.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = join(here, '../../../.test/rigs');
const arduino = '/usr/share/arduino/hardware/arduino/avr';
const firmata = join(
  dirname(createRequire(import.meta.url).resolve('node-pixel/package.json')),
  'firmware/src/libs/firmata/arduino',
);

const flags = [
  '-mmcu=atmega328p -DF_CPU=16000000L -DARDUINO=10819 -DARDUINO_AVR_UNO -DARDUINO_ARCH_AVR',
  '-Os -w -std=gnu++11 -fpermissive -fno-exceptions -fno-threadsafe-statics',
  '-ffunction-sections -fdata-sections -Wl,--gc-sections,--wrap=delay',
].flatMap((line) => line.split(' '));

const folder = join(cache, `firmata-${fingerprint()}`);
if (!existsSync(folder)) build();
process.stdout.write(`${JSON.stringify({ uno: join(folder, 'uno'), firmware: join(folder, 'firmware.hex') })}\n`);

function fingerprint() {
  const hash = createHash('sha256');
  for (const name of ['build.mjs', 'uno.c', 'Servo.h']) hash.update(readFileSync(join(here, name)));
  hash.update(readFileSync(join(firmata, 'Firmata.cpp')));
  return hash.digest('hex').slice(0, 16);
}

function build() {
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'building-'));
  try {
    buildFirmware(scratch);
    const libraries = ['-lsimavr', '-lutil'];
    run('cc', ['-O2', '-I/usr/include/simavr', join(here, 'uno.c'), '-o', join(scratch, 'uno'), ...libraries]);
    renameSync(scratch, folder);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    // Another test may have been faster.
    if (!existsSync(folder)) throw error;
  }
}

/** @param {string} scratch */
function buildFirmware(scratch) {
  const sketch = join(scratch, 'StandardFirmata.cpp');
  const source = readFileSync(join(firmata, 'examples/StandardFirmata/StandardFirmata.ino'), 'utf8');
  // What the Arduino IDE adds, and a start without the two seconds in which Firmata blinks its version: nothing else delays.
  writeFileSync(sketch, `#include <Arduino.h>\nextern "C" void __wrap_delay(unsigned long) {}\n${source}`);
  const folders = [firmata, `${arduino}/cores/arduino`, `${arduino}/libraries/Wire/src`, `${arduino}/libraries/Wire/src/utility`];
  const includes = [here, `${arduino}/variants/standard`, ...folders].map((path) => `-I${path}`);
  // Strings are not used, and those of this version do not compile with Debian's avr-gcc.
  const sources = folders.flatMap(sourcesIn).filter((path) => !path.endsWith('/WString.cpp'));
  const program = join(scratch, 'firmware.elf');
  run('avr-gcc', [...flags, ...includes, sketch, ...sources, '-lm', '-o', program]);
  run('avr-objcopy', ['-O', 'ihex', '-R', '.eeprom', program, join(scratch, 'firmware.hex')]);
}

/** @param {string} path */
function sourcesIn(path) {
  return readdirSync(path)
    .filter((name) => /\.(cpp|c|S)$/.test(name))
    .map((name) => join(path, name));
}

/**
 * @param {string} program
 * @param {string[]} parameters
 */
function run(program, parameters) {
  execFileSync(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
}
