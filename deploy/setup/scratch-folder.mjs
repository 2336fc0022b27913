import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const inMemory = '/dev/shm';
/** A whole run writes less than one. */
const enoughBytes = 4 * 2 ** 30;

/**
 * A folder for all that tests write, in memory where there is room: hundreds of databases that wait for a shared disk at each
 * commit take minutes, and now and then one of them a whole minute.
 * @param {number} [bytes] that must be free in memory
 * @returns {{ path: string, remove: () => void }}
 */
export function makeScratchFolder(bytes = enoughBytes) {
  const path = mkdtempSync(join(freeBytesIn(inMemory) >= bytes ? inMemory : tmpdir(), 'etapiste-tests-'));
  chmodSync(path, 0o755); // Servers that give up their rights must find what is theirs in it.
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** @param {string} folder */
function freeBytesIn(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0; // Not every system has the folder.
  }
}
