import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Audience, LiveEvent, LiveKind, LiveState } from '@etapiste/protocol';
import type { Line } from './line.js';
import { LiveClient } from './live-client.js';

/** One client per audience and page, however many elements follow it. */
const clients = new Map<Audience, { readonly client: LiveClient; followers: number }>();

/** What an element wants of the live stream. */
export interface LiveWishes {
  /** Kinds that it draws; a change of any other does not render it. All when left out. */
  readonly kinds?: readonly LiveKind[];
  /** Called from each heartbeat event itself. */
  readonly heartbeat?: (event: LiveEvent<'heartbeat'>) => void;
}

/**
 * Lets an element follow the live stream: `new LiveController(this, 'staff', { kinds: ['calls'] })`. The element renders
 * again after every change of those kinds and of the line; the stream starts with the first follower of the page and ends
 * with the last.
 */
export class LiveController implements ReactiveController {
  private client: LiveClient | undefined;
  private undo: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly audience: Audience,
    private readonly wishes: LiveWishes = {},
  ) {
    host.addController(this);
  }

  /** What is known now, or was known last; undefined until the first snapshot. */
  get state(): LiveState | undefined {
    return this.client?.state;
  }

  get line(): Line {
    return this.client?.line ?? { kind: 'connecting' };
  }

  /** Now, by the hub's clock. */
  hubNow(): Date {
    return this.client?.hubNow() ?? new Date();
  }

  /** Follows again after the hub has closed the line: somebody has signed in. */
  reopen(): void {
    this.client?.reopen();
  }

  hostConnected(): void {
    const shared = clients.get(this.audience) ?? { client: new LiveClient(this.audience), followers: 0 };
    clients.set(this.audience, shared);
    shared.followers += 1;
    this.client = shared.client;
    const { kinds, heartbeat } = this.wishes;
    let drawn: readonly unknown[] = [];
    const drawAnew = (): void => {
      const now = this.drawnBy(kinds);
      if (now.every((part, index) => part === drawn[index])) return;
      drawn = now;
      this.host.requestUpdate();
    };
    this.undo = [shared.client.onChange(drawAnew)];
    if (heartbeat) this.undo.push(shared.client.onHeartbeat(heartbeat));
    if (shared.followers === 1) shared.client.start();
  }

  hostDisconnected(): void {
    for (const undo of this.undo) undo();
    const shared = clients.get(this.audience);
    if (!shared) return;
    shared.followers -= 1;
    if (shared.followers > 0) return;
    shared.client.stop();
    clients.delete(this.audience);
  }

  /** The line and every list that the element draws: unchanged lists are the same objects. */
  private drawnBy(kinds: readonly LiveKind[] | undefined): readonly unknown[] {
    return [this.line, ...(kinds ? kinds.map((kind) => this.state?.[kind]) : [this.state])];
  }
}
