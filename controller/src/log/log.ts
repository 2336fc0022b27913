import { pino, type Logger } from 'pino';

export type Log = Logger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * The one logger of this process: JSON lines on standard output, written at once so that the last line before a crash is there.
 * Features take `log.child({ feature })` and add the fields `press` and `call`. Nothing personal, no secrets.
 */
export const createLog = (room: string | undefined, level: LogLevel): Log =>
  pino(
    {
      level,
      base: { room },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    process.stdout.isTTY ? process.stdout : pino.destination({ dest: 1, sync: true }),
  );

/** For tests that do not read the log. */
export const silentLog = (): Log => pino({ level: 'silent' });
