import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from './stop.mjs';

/**
 * One start per data folder. The lock names its process by pid and the moment at which the kernel started it, so a lock
 * left behind by a killed start holds nobody up, even when its pid belongs to somebody else by now.
 * @param {string} dataDir
 * @returns {() => void} gives the lock back
 * @throws {Stop} when another start holds it
 */
export function takeLock(dataDir) {
  const lock = join(dataDir, 'start.lock');
  const mine = `${process.pid} ${startedAt(process.pid)}\n`;
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    while (!isTaken(draft, lock)) removeStale(lock, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(lock) === mine) rmSync(lock, { force: true });
  };
}

/**
 * Linking puts a whole file in place or fails: nobody ever reads half a lock.
 * @param {string} draft
 * @param {string} lock
 */
function isTaken(draft, lock) {
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} lock
 * @param {string} draft
 */
function removeStale(lock, draft) {
  const found = read(lock);
  const [pid = 0, started] = found.trim().split(' ').map(Number);
  if (pid > 0 && started === startedAt(pid)) {
    throw new Stop(
      `Etäpiste already runs on this data folder (process ${pid}): stop that one, or give this one another ETAPISTE_DATA_DIR.`,
    );
  }
  // Two starts may find the same stale lock; whoever moved a fresh one away puts it back.
  const moved = `${draft}.stale`;
  try {
    renameSync(lock, moved);
  } catch {
    return; // The other start was faster; look again.
  }
  if (read(moved) !== found) isTaken(moved, lock);
  rmSync(moved, { force: true });
}

/**
 * The process's start in clock ticks since boot (proc(5), field 22); 0 where there is no /proc, -1 when it does not run.
 * @param {number} pid
 */
function startedAt(pid) {
  if (!existsSync('/proc/self/stat')) return isRunning(pid) ? 0 : -1;
  const stat = read(`/proc/${pid}/stat`);
  // The second field is the program's name in parentheses and may hold spaces: count from its end.
  return stat ? Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]) : -1;
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // Gone in the meantime: as good as never there.
  }
}
