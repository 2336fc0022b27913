import { Log } from '../../log/log.js';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error' | 'debug';
  readonly fields: object;
  readonly message: string;
}

/** Keeps what was logged, so that tests can read it. */
export class RecordingLog extends Log {
  readonly lines: LogLine[] = [];

  info = (fields: object, message: string): void => void this.lines.push({ level: 'info', fields, message });
  warn = (fields: object, message: string): void => void this.lines.push({ level: 'warn', fields, message });
  error = (fields: object, message: string): void => void this.lines.push({ level: 'error', fields, message });
  debug = (fields: object, message: string): void => void this.lines.push({ level: 'debug', fields, message });
  child = (): Log => this;

  atLeastWarning(): LogLine[] {
    return this.lines.filter(({ level }) => level === 'warn' || level === 'error');
  }
}
