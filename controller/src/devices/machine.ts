import { access, readFile, statfs } from 'node:fs/promises';
import { release, type as systemName } from 'node:os';

const bytesPerMb = 1024 * 1024;

/** What this machine says about itself. Every question may go unanswered: then null, never an error. */
export interface Machine {
  /** Degrees Celsius of the first thermal zone. */
  cpuTemperature(): Promise<number | null>;
  /** Free for this process on the disk of `folder`. */
  diskFreeMb(folder: string): Promise<number | null>;
  /** Whether systemd-timesyncd has set the clock; null where it does not run. */
  isClockSynced(): Promise<boolean | null>;
  /** The name that a person knows the system by. */
  operatingSystem(): Promise<string>;
}

const timesyncFolder = '/run/systemd/timesync';

export const thisMachine: Machine = {
  async cpuTemperature() {
    const text = await readOrNull('/sys/class/thermal/thermal_zone0/temp');
    const milliDegrees = text === null ? NaN : Number.parseInt(text, 10);
    return Number.isFinite(milliDegrees) ? milliDegrees / 1_000 : null;
  },
  async diskFreeMb(folder) {
    const disk = await statfs(folder).catch(() => null);
    return disk && Math.round((disk.bavail * disk.bsize) / bytesPerMb);
  },
  async isClockSynced() {
    if (!(await exists(timesyncFolder))) return null;
    return exists(`${timesyncFolder}/synchronized`);
  },
  async operatingSystem() {
    const name = /^PRETTY_NAME="?([^"\n]*)"?$/m.exec((await readOrNull('/etc/os-release')) ?? '')?.[1];
    return name || `${systemName()} ${release()}`;
  },
};

const readOrNull = (path: string) => readFile(path, 'utf8').catch(() => null);

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
