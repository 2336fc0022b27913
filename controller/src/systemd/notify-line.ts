import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Log } from '../log/index.js';

/** Tells systemd something about this process: lines of KEY=value (sd_notify(3)). */
export type NotifyLine = (state: string) => void;

/**
 * The way to systemd's NOTIFY_SOCKET. Node has no datagrams to Unix sockets, so an addon speaks; where it could not be built the
 * program systemd-notify does, for a process each time: without a word the unit would be killed (`NotifyAccess=all`).
 */
export async function openNotifyLine(log: Log): Promise<NotifyLine> {
  try {
    const { default: sdNotify } = await import('sd-notify');
    return (state) => sdNotify.sendState(state);
  } catch (error) {
    const why = (error as Error).message;
    log.warn({ why }, 'npm package sd-notify is not built here (libsystemd-dev is missing): systemd-notify speaks instead');
    return (state) => void notify(state, log);
  }
}

async function notify(state: string, log: Log): Promise<void> {
  try {
    await promisify(execFile)('systemd-notify', state.split('\n'));
  } catch (error) {
    log.error({ why: (error as Error).message }, 'systemd cannot be told anything; it will start this controller again');
  }
}
