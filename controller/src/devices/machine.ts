import { access, readFile, readdir, statfs } from 'node:fs/promises';
import { freemem, release, totalmem, type as systemName, uptime } from 'node:os';
import { join } from 'node:path';
import { throttle, type MachineHealth } from '@etapiste/protocol';

const bytesPerMb = 1024 * 1024;

/** What a machine says about itself. Every question may go unanswered: then null, never an error. */
export interface Machine {
  /** Degrees Celsius of the first thermal zone. */
  cpuTemperature(): Promise<number | null>;
  /** Free for this process on the disk of `folder`. */
  diskFreeMb(folder: string): Promise<number | null>;
  /** Whether systemd-timesyncd has set the clock; null where it does not run. */
  isClockSynced(): Promise<boolean | null>;
  /** The name that a person knows the system by. */
  operatingSystem(): Promise<string>;
  /** Board, kernel, memory, and what slows the machine down. */
  health(): Promise<MachineHealth>;
}

/** The machine whose files stand below `root`. */
export function machineAt(root: string): Machine {
  const at = (...path: string[]) => join(root, ...path);
  return {
    async cpuTemperature() {
      const text = await readOrNull(at('sys/class/thermal/thermal_zone0/temp'));
      const milliDegrees = text === null ? NaN : Number.parseInt(text, 10);
      return Number.isFinite(milliDegrees) ? milliDegrees / 1_000 : null;
    },
    async diskFreeMb(folder) {
      const disk = await statfs(folder).catch(() => null);
      return disk && Math.round((disk.bavail * disk.bsize) / bytesPerMb);
    },
    async isClockSynced() {
      const timesync = at('run/systemd/timesync');
      if (!(await exists(timesync))) return null;
      return exists(join(timesync, 'synchronized'));
    },
    async operatingSystem() {
      const name = /^PRETTY_NAME="?([^"\n]*)"?$/m.exec((await readOrNull(at('etc/os-release'))) ?? '')?.[1];
      return name || `${systemName()} ${release()}`;
    },
    async health() {
      // A string of the device tree ends with a zero byte.
      const board = (await readOrNull(at('proc/device-tree/model')))?.replaceAll('\0', '').trim();
      return {
        board: board || null,
        kernel: release(),
        uptimeSeconds: Math.round(uptime()),
        memoryTotalMb: Math.round(totalmem() / bytesPerMb),
        memoryFreeMb: Math.round(freemem() / bytesPerMb),
        throttling: await throttlingBelow(at('sys/devices/platform')),
      };
    },
  };
}

export const thisMachine: Machine = machineAt('/');

/**
 * What `vcgencmd get_throttled` prints, from the Raspberry Pi's own kernel driver: bits 0–3 now, 16–19 since the start. The firmware
 * is below `soc` on a Pi 4 and below `soc@…` on a Pi 5. Null on every other machine.
 */
async function throttlingBelow(devices: string): Promise<MachineHealth['throttling']> {
  const socs = (await namesIn(devices)).filter((name) => name.startsWith('soc'));
  for (const soc of socs) {
    const text = await readOrNull(join(devices, soc, `${soc}:firmware`, 'get_throttled'));
    const bits = text === null ? NaN : Number.parseInt(text, 16);
    if (Number.isFinite(bits)) return { now: throttlesIn(bits), sinceBoot: throttlesIn(bits >> 16) };
  }
  return null;
}

const throttlesIn = (bits: number) => throttle.options.filter((_, bit) => (bits >> bit) & 1);

const readOrNull = (path: string) => readFile(path, 'utf8').catch(() => null);
const namesIn = (folder: string) => readdir(folder).catch(() => []);

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
