import { heartbeatSeconds, seconds, type Audience, type LiveKind, type LiveState, type LiveValue } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { Store } from '../database/store.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { LiveStream } from './live-stream.js';

/** Where one kind of live value comes from. Values are read after commit, so what is sent is always the newest. */
export interface LiveSource<Kind extends LiveKind> {
  /** All values that some audience may see now. */
  all(): Promise<LiveValue<Kind>[]>;
  /** One value, or null when it is gone. */
  one(id: string): Promise<LiveValue<Kind> | null>;
  /** Whether an audience may see this value: the one place where a kind's rights stand. */
  sees(audience: Audience, value: LiveValue<Kind>): boolean;
}

type AnySource = LiveSource<LiveKind>;

/**
 * Tells browsers what they may see: a snapshot first, then changes by row version (DESIGN §8). A change is only a kind and
 * an id here; its value is read anew, so any hub can tell it and late or doubled news do no harm.
 */
@Injectable()
export class LiveHub {
  private readonly sources = new Map<LiveKind, AnySource>();
  private readonly streams = new Set<LiveStream>();
  private readonly reading = new Map<string, { again: boolean }>();
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  get streamCount(): number {
    return this.streams.size;
  }

  start(): void {
    this.store.onChange((change) => {
      if (change) this.changed(change.kind as LiveKind, change.id, change.value);
      else this.startAnew();
    });
    this.heartbeat = setInterval(() => this.beat(), seconds(heartbeatSeconds));
  }

  stop(): void {
    clearInterval(this.heartbeat);
    for (const stream of this.streams) stream.end('hub-stopping');
    this.streams.clear();
  }

  register<Kind extends LiveKind>(kind: Kind, source: LiveSource<Kind>): void {
    this.sources.set(kind, source);
  }

  /** Serves one browser until it goes away. The response's head is already written. */
  async serve(audience: Audience, response: ServerResponse): Promise<void> {
    const stream = new LiveStream(audience, response);
    this.streams.add(stream);
    response.on('close', () => this.streams.delete(stream));
    stream.begin(JSON.stringify({ at: this.clock.now().toISOString(), state: await this.snapshot(audience) }));
  }

  /**
   * Something changed, after its commit: tells who may see it. Without its value it is read, once also when several changes
   * come at once. Versions let a page sort out what overtakes what.
   */
  changed(kind: LiveKind, id: string, value?: unknown): void {
    const source = this.sources.get(kind);
    if (!source) return;
    if (value !== undefined) return this.send(source, kind, id, value as LiveValue<LiveKind>);
    const key = `${kind}/${id}`;
    const running = this.reading.get(key);
    if (running) {
      running.again = true;
      return;
    }
    this.reading.set(key, { again: false });
    void this.tell(kind, id, key);
  }

  private async tell(kind: LiveKind, id: string, key: string): Promise<void> {
    try {
      const source = this.sources.get(kind) as AnySource;
      this.send(source, kind, id, await source.one(id));
    } catch (error) {
      this.log.error({ err: error, kind, id }, 'could not tell browsers of a change; they start anew');
      this.startAnew();
    }
    const again = this.reading.get(key)?.again;
    this.reading.delete(key);
    if (again) this.changed(kind, id);
  }

  private send(source: AnySource, kind: LiveKind, id: string, value: LiveValue<LiveKind> | null): void {
    // Gone things are newer than anything known of them.
    const version = value?.version ?? Number.MAX_SAFE_INTEGER;
    const body = JSON.stringify({ kind, id, version, value });
    const mayHear = (stream: LiveStream) => value === null || source.sees(stream.audience, value);
    for (const stream of this.streams) if (mayHear(stream)) stream.change(body);
  }

  private async snapshot(audience: Audience): Promise<LiveState> {
    const kinds = await Promise.all(
      [...this.sources].map(async ([kind, source]) => [
        kind,
        (await source.all()).filter((value) => source.sees(audience, value)),
      ]),
    );
    return { hub: [], points: [], rooms: [], calls: [], devices: [], shifts: [], ...Object.fromEntries(kinds) };
  }

  /** Some changes may have been lost: every browser connects again, which is a new snapshot. */
  private startAnew(): void {
    for (const stream of this.streams) stream.end('start-anew');
  }

  private beat(): void {
    const body = JSON.stringify({ at: this.clock.now().toISOString() });
    for (const stream of this.streams) stream.heartbeat(body);
  }
}
