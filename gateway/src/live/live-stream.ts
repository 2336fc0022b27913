import type { LiveEvent } from '@etapiste/protocol';
import type { ServerResponse } from 'node:http';

const mostBufferedBytes = 4 * 1024 * 1024;

type Bye = LiveEvent<'bye'>['reason'];

/** News of one thing for one browser. `isSeen` is false of what is gone, or out of its sight. */
export interface News {
  /** Names the thing among all kinds. */
  readonly key: string;
  readonly isSeen: boolean;
  /** JSON of an object without `n`. */
  readonly body: string;
}

/** One browser's line: numbered server-sent events. Holds changes back until the snapshot has gone out. */
export class LiveStream {
  private n = 0;
  private held: News[] | undefined = [];
  /** What the browser has been told of: what somebody never saw is not even known to be gone. */
  private readonly told = new Set<string>();

  constructor(private readonly response: ServerResponse) {}

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** Sends the snapshot, in which the things of these keys are, then whatever changed while it was being read. */
  begin(snapshot: string, keys: Iterable<string>): void {
    for (const key of keys) this.told.add(key);
    this.send('snapshot', snapshot);
    const held = this.held ?? [];
    this.held = undefined;
    for (const news of held) this.change(news);
  }

  change(news: News): void {
    if (this.held) return void this.held.push(news);
    const { key, isSeen, body } = news;
    if (!isSeen && !this.told.delete(key)) return;
    if (isSeen) this.told.add(key);
    this.send('change', body);
  }

  heartbeat(body: string): void {
    if (!this.held) this.send('heartbeat', body);
  }

  /** The last event, with the reason; the line is then closed. */
  end(reason: Bye): void {
    if (!this.isOpen) return;
    this.send('bye', JSON.stringify({ reason }));
    this.response.end();
  }

  private send(event: string, body: string): void {
    if (!this.isOpen) return;
    if (this.response.writableLength > mostBufferedBytes) {
      // A reader that does not read gets nothing more; connecting again gives it a fresh snapshot.
      this.response.destroy();
      return;
    }
    this.response.write(`event: ${event}\ndata: {"n":${this.n++},${body.slice(1)}\n\n`);
    // Node holds a response's bytes back until everything that has been promised meanwhile is done; a call must not wait.
    this.response.socket?.uncork();
  }
}
