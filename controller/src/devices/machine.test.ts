import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { machineHealth } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machineAt, thisMachine } from './machine.js';

describe('a machine', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'etapiste-machine-'));
  });

  afterEach(() => rm(root, { recursive: true }));

  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };

  it('that is a Raspberry Pi 4 says its board, its heat, its clock, and that its voltage was too low', async () => {
    await put('proc/device-tree/model', 'Raspberry Pi 4 Model B Rev 1.5\0');
    await put('sys/class/thermal/thermal_zone0/temp', '48312\n');
    await put('sys/devices/platform/soc/soc:firmware/get_throttled', '50001\n');
    await put('run/systemd/timesync/synchronized', '');
    await put('etc/os-release', 'NAME="Debian"\nPRETTY_NAME="Raspberry Pi OS 12"\n');
    const pi = machineAt(root);
    expect(await pi.health()).toMatchObject({
      board: 'Raspberry Pi 4 Model B Rev 1.5',
      throttling: { now: ['under-voltage'], sinceBoot: ['under-voltage', 'throttled'] },
    });
    expect(await pi.cpuTemperature()).toBe(48.312);
    expect(await pi.isClockSynced()).toBe(true);
    expect(await pi.operatingSystem()).toBe('Raspberry Pi OS 12');
  });

  it('that is a Raspberry Pi 5 keeps its firmware elsewhere, and is too hot', async () => {
    await put('sys/devices/platform/soc@107c000000/soc@107c000000:firmware/get_throttled', '80008\n');
    expect(await machineAt(root).health()).toMatchObject({
      throttling: { now: ['soft-temperature-limit'], sinceBoot: ['soft-temperature-limit'] },
    });
  });

  it('that is none of these says null, and never nothing', async () => {
    await put('run/systemd/timesync/other', '');
    const other = machineAt(root);
    expect(await other.health()).toMatchObject({ board: null, throttling: null });
    expect(await other.cpuTemperature()).toBeNull();
    expect(await other.isClockSynced()).toBe(false);
    expect(await machineAt(join(root, 'nothing')).isClockSynced()).toBeNull();
  });

  it('that is really there answers in the shape of the protocol', async () => {
    const { memoryFreeMb, memoryTotalMb, kernel } = machineHealth.parse(await thisMachine.health());
    expect(memoryFreeMb).toBeGreaterThan(0);
    expect(memoryFreeMb).toBeLessThan(memoryTotalMb);
    expect(kernel).toMatch(/^\d+\./);
  });
});
