import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';

/** One logger for the process; features take a child with their own name. Nothing personal, no secrets. */
export abstract class Log {
  abstract info(fields: object, message: string): void;
  abstract warn(fields: object, message: string): void;
  abstract error(fields: object, message: string): void;
  abstract debug(fields: object, message: string): void;
  abstract child(fields: { feature: string }): Log;
}

/** A pino logger that writes JSON lines to standard output. */
export const createLog = (level: string): Log => pino({ level, base: { process: 'gateway' } });

/** Nest's own words through our logger; what it tells at its start is debug to us. */
export const nestLog = (log: Log): LoggerService => ({
  log: (message: unknown) => log.debug({}, String(message)),
  warn: (message: unknown) => log.warn({}, String(message)),
  error: (message: unknown, ...more: unknown[]) => log.error({ more }, String(message)),
});
