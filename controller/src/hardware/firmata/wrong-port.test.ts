import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, systemClock } from '../../clock/index.js';
import { eventually } from '../../testing/index.js';
import type { InputPlan, LampPlan } from '../room-plan.js';
import { BenchUno } from './bench-uno.js';
import { FirmataBoard } from './firmata.board.js';

const button: InputPlan = { driver: 'firmata', pin: 2, active: 'low', pull: 'up', stableMs: 50 };
const lamp: LampPlan = { driver: 'firmata', pin: 12, active: 'high', whenStopped: 'dark' };
const nobody = { onLevel: () => undefined, onLost: () => undefined };

const refusal = (port: string, plan: Partial<InputPlan> = {}, lampPlan = lamp, clock = systemClock) =>
  new FirmataBoard(port, clock).open([{ ...button, ...plan }], [lampPlan], nobody).then(
    () => 'opened',
    (error: Error) => error.message,
  );

const openFiles = () => readdirSync('/proc/self/fd').length;

describe('a port that is not what the room plan says', () => {
  it.each([
    ['/dev/serial/by-id/usb-nothing', 'no board at /dev/serial/by-id/usb-nothing: is it plugged in, and is this its name?'],
    ['/etc/hostname', '/etc/hostname is not a serial port'],
  ])('%s is refused in one sentence', async (port, sentence) => {
    const before = openFiles();
    expect(await refusal(port)).toBe(sentence);
    expect(openFiles()).toBe(before);
  });
});

describe('an Uno that the room plan does not fit', () => {
  let uno: BenchUno;

  beforeEach(async () => {
    uno = new BenchUno();
    await uno.plugIn();
  });

  afterEach(() => uno.remove());

  it.each([0, 1, 20, 99])('has no pin %i for a button', async (pin) => {
    const before = openFiles();
    expect(await refusal(uno.port, { pin })).toBe(
      `the board at ${uno.port} has no pin ${pin} to use (on an Uno 0 and 1 are its serial line)`,
    );
    expect(openFiles()).toBe(before);
  });

  it('has no pin 1 for a lamp', async () => {
    expect(await refusal(uno.port, {}, { ...lamp, pin: 1 })).toMatch(/has no pin 1 to use/);
  });

  it('cannot pull down', async () => {
    expect(await refusal(uno.port, { pull: 'down' })).toMatch(/^pin 2: a board with Firmata cannot pull down; take pull: up/);
  });

  it('is in use by another program', async () => {
    const pins = await new FirmataBoard(uno.port, systemClock).open([button], [lamp], nobody);
    const before = openFiles();
    expect(await refusal(uno.port)).toBe(`${uno.port} is in use by another program`);
    expect(openFiles()).toBe(before);
    await pins.close();
  });
});

/** The far end of a serial port, in Python because Node cannot make a pseudo-terminal: passes on what it reads from stdin. */
const farEnd = `
import os, pty, sys, tty
near, far = pty.openpty()
tty.setraw(far)
print(os.ttyname(far), flush=True)
while heard := os.read(0, 4096): os.write(near, heard)
`;

describe('something on a serial port that is no board', () => {
  let thing: ChildProcessWithoutNullStreams;
  let port: string;

  beforeEach(async () => {
    thing = spawn('python3', ['-c', farEnd]);
    const [said] = (await once(thing.stdout, 'data')) as [Buffer];
    port = String(said).trim();
  });

  afterEach(async () => {
    thing.stdin.end();
    await once(thing, 'exit');
  });

  /** Waits out the driver's patience by a clock of its own, while the thing says this again and again. */
  const refusalWhileItSays = async (bytes: Buffer) => {
    const clock = new ManualClock();
    const asked = refusal(port, {}, lamp, clock);
    let sentence = '';
    void asked.then((answer) => (sentence = answer));
    await eventually(() => {
      thing.stdin.write(bytes);
      clock.pass(seconds(0.5));
      expect(sentence).not.toBe('');
    });
    return sentence;
  };

  it('is told apart when it is silent', async () => {
    const before = openFiles();
    expect(await refusalWhileItSays(Buffer.alloc(0))).toBe(
      `${port} opens, but nothing there speaks Firmata: flash StandardFirmata`,
    );
    expect(openFiles()).toBe(before);
  });

  it('is told apart when it talks of something else', async () => {
    expect(await refusalWhileItSays(Buffer.from('$GPGGA,094113,6332.30,N,02907.51,E,1*4F\r\n'))).toMatch(
      /nothing there speaks Firmata/,
    );
  });

  it('is told apart when it says what nearly is Firmata', async () => {
    const version = [0xf9, 2, 5];
    const firmwareWithoutName = [0xf0, 0x79, 0xf7];
    const stateOfPinNobodyKnows = [0xf0, 0x6e, 3, 1, 1, 0xf7];
    for (const lie of [firmwareWithoutName, stateOfPinNobodyKnows])
      expect(await refusalWhileItSays(Buffer.from([...version, ...lie]))).toMatch(
        `the board at ${port} says what is not Firmata`,
      );
  });

  it.runIf(process.getuid?.() === 0)('is nobody’s business without the right to open it', async () => {
    process.seteuid?.(65_534);
    try {
      expect(await refusal(port)).toBe(`no right to open ${port}: add this user to the group dialout`);
    } finally {
      process.seteuid?.(0);
    }
  });
});
