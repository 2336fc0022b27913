import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Audience, LiveEvent, LiveState } from '@etapiste/protocol';
import type { Line } from './line.js';
import { LiveClient } from './live-client.js';

/** One client per audience and page, however many elements follow it. */
const clients = new Map<Audience, { readonly client: LiveClient; followers: number }>();

/**
 * Lets an element follow the live stream: `new LiveController(this, 'staff')`. The element renders again after every
 * change; the stream starts with the first follower of the page and ends with the last.
 */
export class LiveController implements ReactiveController {
  private client: LiveClient | undefined;
  private undo: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly audience: Audience,
    /** Called from each heartbeat event itself. */
    private readonly heartbeat?: (event: LiveEvent<'heartbeat'>) => void,
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

  hostConnected(): void {
    const shared = clients.get(this.audience) ?? { client: new LiveClient(this.audience), followers: 0 };
    clients.set(this.audience, shared);
    shared.followers += 1;
    this.client = shared.client;
    this.undo = [shared.client.onChange(() => this.host.requestUpdate())];
    if (this.heartbeat) this.undo.push(shared.client.onHeartbeat(this.heartbeat));
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
}
