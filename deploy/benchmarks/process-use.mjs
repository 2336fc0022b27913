import { readFileSync } from 'node:fs';

/** `USER_HZ` of Linux: the unit of times in proc(5). */
const ticksPerSecond = 100;

/**
 * Memory that a process really holds now, VmRSS of proc(5), in MB (10⁶ bytes).
 * @param {number | undefined} pid
 */
export function memoryMbOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024) / 1_000_000;
}

/**
 * Processor time that a process has taken in all its threads, utime and stime of proc(5), in milliseconds.
 * @param {number} pid
 */
export function cpuMsOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name in brackets, with spaces perhaps; utime and stime are the 14th and the 15th.
  const [userTicks, systemTicks] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (((userTicks ?? 0) + (systemTicks ?? 0)) * 1_000) / ticksPerSecond;
}
