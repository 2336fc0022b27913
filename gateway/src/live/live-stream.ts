import type { Audience, LiveEvent } from '@etapiste/protocol';
import type { ServerResponse } from 'node:http';

const mostBufferedBytes = 4 * 1024 * 1024;

type Bye = LiveEvent<'bye'>['reason'];

/** One browser's line: numbered server-sent events. Holds changes back until the snapshot has gone out. */
export class LiveStream {
  private n = 0;
  private held: string[] | undefined = [];

  constructor(
    readonly audience: Audience,
    private readonly response: ServerResponse,
  ) {}

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** Sends the snapshot, then whatever changed while it was being read. */
  begin(snapshot: string): void {
    this.send('snapshot', snapshot);
    const held = this.held ?? [];
    this.held = undefined;
    for (const change of held) this.send('change', change);
  }

  /** Sends a change; `body` is JSON of an object without `n`. */
  change(body: string): void {
    if (this.held) this.held.push(body);
    else this.send('change', body);
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
