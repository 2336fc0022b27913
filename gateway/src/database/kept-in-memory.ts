import { seconds } from '@etapiste/protocol';
import type { Log } from '../log/log.js';
import type { Store } from './store.js';

interface Plan {
  /** What is read, for the log. */
  readonly what: string;
  /** The kinds of changes after which it is read again. */
  readonly kinds: readonly string[];
  /** Reads all of it from the store and puts it in the place of what was known. */
  readonly read: () => Promise<void>;
}

/**
 * Keeps true what a hub has in memory of rows that are asked for all the time and seldom change: they are read again on every hub after
 * each change. Readings follow one another, so a later one never loses to an earlier one; several changes at once are read of once.
 */
export class KeptInMemory {
  private reading: Promise<unknown> = Promise.resolve();
  private waiting: Promise<void> | undefined;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Store,
    private readonly log: Log,
    private readonly plan: Plan,
  ) {}

  /** Follows what any hub changes, and reads everything for the first time. */
  async start(): Promise<void> {
    this.store.onChange((change) => {
      if (!change || this.plan.kinds.includes(change.kind)) void this.catchUp();
    });
    await this.load();
  }

  stop(): void {
    clearTimeout(this.retry);
  }

  /** Reads everything anew. Whoever asks while it is being read waits for a reading that begins later. */
  load(): Promise<void> {
    this.waiting ??= this.reading.then(() => {
      this.waiting = undefined;
      const reading = this.plan.read();
      this.reading = reading.catch(() => {
        // Whoever waits for this reading is told by it; the next one begins anyway.
      });
      return reading;
    });
    return this.waiting;
  }

  /** Knows what is committed by now. A store that does not answer is asked until it does. */
  async catchUp(): Promise<void> {
    clearTimeout(this.retry);
    try {
      await this.load();
    } catch (error) {
      this.log.error({ err: error }, `the ${this.plan.what} could not be read again; it is tried anew`);
      this.retry = setTimeout(() => void this.catchUp(), seconds(1));
    }
  }

  /** Resolves when every change that was heard of before has been read of. */
  async settled(): Promise<void> {
    await (this.waiting?.catch(() => undefined) ?? this.reading);
  }
}
