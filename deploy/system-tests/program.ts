import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startGroup } from '../setup/process-group.mjs';

/** One line of a program's log. */
export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A built program of ours, started as set-up starts it: a process with an environment, whose log can be read. */
export class Program {
  readonly log: LogLine[] = [];
  private child: ChildProcess | undefined;

  constructor(
    readonly name: string,
    private readonly command: readonly [string, ...string[]],
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  get isRunning(): boolean {
    return this.child !== undefined;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    if (this.child) throw new Error(`${this.name} is running already`);
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...this.environment };
    // A test that is killed, or fails while it builds its house, leaves no program behind.
    const child = startGroup(this.command, { env, whenOrphaned: 'KILL' });
    child.once('exit', (code, signal) => {
      if (this.child === child) this.child = undefined;
      this.log.push({ msg: `${this.name} has ended (${signal ?? code})` });
    });
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', (line) => this.read(line));
    this.child = child;
  }

  /** Ends it, with `SIGKILL` as a power cut would, and waits until it is gone. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** The last lines that it said, each with its name. */
  lastWords(): string {
    return this.log
      .slice(-25)
      .map((line) => `${this.name}: ${JSON.stringify(line)}`)
      .join('\n');
  }

  private read(line: string): void {
    try {
      this.log.push(JSON.parse(line) as LogLine);
    } catch {
      // Whatever is not a log line is kept as one: a stack trace must not go unseen.
      this.log.push({ msg: line });
    }
  }
}
