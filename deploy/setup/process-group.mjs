import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(existsSync);

/**
 * Starts a program as the leader of a process group of its own, so that Ctrl-C in the terminal reaches only us and we can
 * end the program with everything it started. Where `setpriv` is there (util-linux, so on every Debian), the kernel sends
 * `whenOrphaned` to the program should we be killed without a chance to stop it (PR_SET_PDEATHSIG, prctl(2)).
 * @param {readonly [string, ...string[]]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, whenOrphaned?: 'TERM' | 'KILL' | 'QUIT', uid?: number, gid?: number }} [options]
 * @returns {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>}
 */
export function startGroup(command, { whenOrphaned = 'TERM', ...options } = {}) {
  const [program, ...parameters] = setpriv ? [setpriv, '--pdeathsig', whenOrphaned, '--', ...command] : command;
  return spawn(program, parameters, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * Asks the group's leader to end, and after `graceMs` ends the whole group. What a dead leader left behind is ended too.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} graceMs
 */
export async function endGroup(child, graceMs) {
  if (child.pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const hasEnded = new Promise((resolve) => void child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    await hasEnded;
    clearTimeout(timer);
  }
  signalGroup(child, 'SIGKILL');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left: that is what was wanted.
  }
}
